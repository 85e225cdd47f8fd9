package com.cruddur.infra.pipeline;

import com.cruddur.infra.shared.Suppression;
import io.github.cdklabs.cdknag.NagPackSuppression;
import io.github.cdklabs.cdknag.NagSuppressions;
import io.github.cdklabs.cdknag.RegexAppliesTo;
import java.util.List;
import software.amazon.awscdk.pipelines.CodePipeline;
import software.amazon.awscdk.services.iam.CfnPolicy;
import software.constructs.IConstruct;

/**
 * Suppresses what cdk-nag finds in a pipeline of the CDK: the CDK itself writes these policies, with wildcards for
 * actions of one kind and for resources whose names are known only after deployment.
 */
final class PipelineFindings {

    private PipelineFindings() {}

    /** @param pipeline built */
    static void suppress(CodePipeline pipeline) {
        Suppression.of(
                pipeline.getPipeline().getArtifactBucket(),
                "AwsSolutions-S1",
                "It holds what the pipeline makes, and only the pipeline's roles may use its key.");
        pipeline.getNode().findAll().stream()
                .filter(CfnPolicy.class::isInstance)
                .forEach(PipelineFindings::suppress);
    }

    private static void suppress(IConstruct policy) {
        String path = policy.getNode().getPath();
        suppress(
                policy,
                "Reads and writes the pipeline's artefacts and the cache of its build, each in its one bucket.",
                "^Action::s3:(Abort|DeleteObject|GetBucket|GetObject|List)\\*$",
                "^Resource::<(PipelineArtifacts|Cache)Bucket[0-9A-F]+\\.Arn>/\\*$");
        suppress(
                policy,
                "Encrypts those artefacts, with their one key.",
                "^Action::kms:(GenerateDataKey|ReEncrypt)\\*$");
        suppress(
                policy,
                "Writes the logs and reports of CodeBuild; those of its own project, where it has one of its own.",
                "^Resource::arn:aws:(logs|codebuild):[^:]+:<AWS::AccountId>:(log-group:/aws/codebuild|report-group)/.*$");
        if (path.contains("/SelfMutation/")) {
            suppress(
                    policy,
                    "Assumes the roles of cdk bootstrap: their names have the account's number and its region in them,"
                            + " and a condition on their tag keeps all other roles away.",
                    "^Resource::arn:\\*:iam::<AWS::AccountId>:role/\\*$");
            suppress(policy, "Looks for the bootstrap stack and its bucket, whose names it reads.", "^Resource::\\*$");
        }
        if (path.contains("/Assets/")) {
            suppress(
                    policy,
                    "Starts, stops and looks at builds: the projects come and go with the assets.",
                    "^Resource::\\*$");
        }
    }

    private static void suppress(IConstruct policy, String reason, String... findings) {
        NagSuppressions.addResourceSuppressions(
                policy,
                List.of(NagPackSuppression.builder()
                        .id("AwsSolutions-IAM5")
                        .reason(reason)
                        .appliesTo(List.of(findings).stream()
                                .map(finding -> RegexAppliesTo.builder()
                                        .regex("/" + finding.replace("/", "\\/") + "/")
                                        .build())
                                .toList())
                        .build()));
    }
}
