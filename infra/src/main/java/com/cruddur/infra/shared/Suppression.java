package com.cruddur.infra.shared;

import io.github.cdklabs.cdknag.NagPackSuppression;
import io.github.cdklabs.cdknag.NagSuppressions;
import io.github.cdklabs.cdknag.RegexAppliesTo;
import java.util.List;
import software.constructs.IConstruct;

/** Suppresses a finding of cdk-nag: one rule, on one resource, for a reason. */
public final class Suppression {

    private Suppression() {}

    /** @param findings for rules that report several per resource, each of them, such as {@code Resource::*} */
    public static void of(IConstruct resource, String rule, String reason, String... findings) {
        NagPackSuppression.Builder suppression =
                NagPackSuppression.builder().id(rule).reason(reason);
        if (findings.length > 0) {
            suppression.appliesTo(List.of(findings));
        }
        NagSuppressions.addResourceSuppressions(resource, List.of(suppression.build()));
    }

    /**
     * A star in the resource of a policy.
     *
     * @param end of the ARN, after partition, region and account, which depend on the environment; or the star alone
     */
    public static void ofWildcard(IConstruct resource, String reason, String end) {
        String pattern = end.replaceAll("([*/])", "\\\\$1");
        NagSuppressions.addResourceSuppressions(
                resource,
                List.of(NagPackSuppression.builder()
                        .id("AwsSolutions-IAM5")
                        .reason(reason)
                        .appliesTo(List.of(RegexAppliesTo.builder()
                                .regex("/^Resource::" + (end.equals("*") ? "" : "arn:[^/]*:") + pattern + "$/")
                                .build()))
                        .build()));
    }
}
