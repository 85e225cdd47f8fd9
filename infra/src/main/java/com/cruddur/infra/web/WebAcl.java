package com.cruddur.infra.web;

import java.util.List;
import java.util.Map;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.Token;
import software.amazon.awscdk.services.wafv2.CfnWebACL;
import software.constructs.Construct;

/**
 * CloudFront's web ACL: how often one IP address may ask, and two groups of rules that AWS maintains. These only count what
 * they would refuse, until their figures show that they refuse nobody who should be served.
 */
final class WebAcl {

    private WebAcl() {}

    /** @param requests from one IP address in five minutes */
    static CfnWebACL of(Construct pages, String environment, int requests) {
        String region = Stack.of(pages).getRegion();
        if (!Token.isUnresolved(region) && !region.equals("us-east-1")) {
            throw new IllegalStateException("CloudFront takes its web ACL from us-east-1 only, and " + environment
                    + " is in " + region + ": see docs/adr/0009");
        }
        return CfnWebACL.Builder.create(pages, "Limit")
                .scope("CLOUDFRONT")
                .defaultAction(CfnWebACL.DefaultActionProperty.builder()
                        .allow(CfnWebACL.AllowActionProperty.builder().build())
                        .build())
                .visibilityConfig(visible("cruddur"))
                .rules(List.of(
                        requestLimit(requests),
                        counted("AWSManagedRulesAmazonIpReputationList", 1),
                        counted("AWSManagedRulesKnownBadInputsRuleSet", 2)))
                .build();
    }

    private static CfnWebACL.RuleProperty requestLimit(int requests) {
        return CfnWebACL.RuleProperty.builder()
                .name("requests-of-an-address")
                .priority(0)
                .action(CfnWebACL.RuleActionProperty.builder()
                        .block(CfnWebACL.BlockActionProperty.builder()
                                .customResponse(CfnWebACL.CustomResponseProperty.builder()
                                        .responseCode(429)
                                        .responseHeaders(List.of(CfnWebACL.CustomHTTPHeaderProperty.builder()
                                                .name("Retry-After")
                                                .value("60")
                                                .build()))
                                        .build())
                                .build())
                        .build())
                .statement(CfnWebACL.StatementProperty.builder()
                        .rateBasedStatement(CfnWebACL.RateBasedStatementProperty.builder()
                                .aggregateKeyType("IP")
                                .evaluationWindowSec(300)
                                .limit(requests)
                                .build())
                        .build())
                .visibilityConfig(visible("requests-of-an-address"))
                .build();
    }

    /** A group of AWS's managed rules, which refuses nothing. */
    private static CfnWebACL.RuleProperty counted(String group, int priority) {
        return CfnWebACL.RuleProperty.builder()
                .name(group)
                .priority(priority)
                .overrideAction(CfnWebACL.OverrideActionProperty.builder()
                        .count(Map.of())
                        .build())
                .statement(CfnWebACL.StatementProperty.builder()
                        .managedRuleGroupStatement(CfnWebACL.ManagedRuleGroupStatementProperty.builder()
                                .vendorName("AWS")
                                .name(group)
                                .build())
                        .build())
                .visibilityConfig(visible(group))
                .build();
    }

    private static CfnWebACL.VisibilityConfigProperty visible(String metric) {
        return CfnWebACL.VisibilityConfigProperty.builder()
                .cloudWatchMetricsEnabled(true)
                .metricName(metric)
                .sampledRequestsEnabled(true)
                .build();
    }
}
