package com.cruddur.infra.policy;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import com.cruddur.infra.testing.Synthesised;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/**
 * No policy anywhere, of roles, queues, topics, buckets, keys or endpoints, says {@code *} but where it must. Managed
 * policies of AWS count as well: nearly all of them do.
 */
class PolicyWildcardsIT {

    /** Intended wildcards: stack, resource and finding (a regular expression), and the reason. */
    private static final Map<String, String> INTENDED = Map.ofEntries(
            entry(
                    "Stream FunctionRole Allow on arn:ec2:network-interface/\\*",
                    "a network interface has no name before Lambda makes it"),
            entry(
                    "Stream FunctionRole Allow on arn:ec2:\\*/\\*",
                    "Lambda keeps a function out of the VPC that may not delete interfaces of every id"),
            entry("Stream FunctionRole Allow on \\*", "EC2 knows no narrower resource for its Describe actions"),
            entry("Stream FunctionRole Deny on \\*", "denies the code what Lambda needs; the wider the better"),
            entry(
                    "People UsersKey Allow (of kms:|on )\\*",
                    "in the policy of a key it means the key; its account administers it"),
            entry(
                    "Backup Role has .*/AWSBackupServiceRolePolicyForBackup",
                    "AWS keeps the list of what a backup takes; AWS Backup alone assumes the role"),
            entry(
                    "Stream FunctionShiftServiceRole has .*/AWSCodeDeployRoleForLambdaLimited",
                    "AWS keeps the list of what CodeDeploy does to an alias; CodeDeploy alone assumes the role"),
            entry("Stream FailuresQueuePolicy Deny of sqs:\\*", "nothing without TLS; the wider the better"),
            entry("Web ApiTaskExecutionRoleDefaultPolicy Allow on \\*", "ecr:GetAuthorizationToken knows no resource"),
            entry("Web ApiTaskTaskRoleDefaultPolicy Allow on \\*", "the channels of an operator's session know none"),
            entry("Web PagesBucketPolicy Allow on /\\*", "CloudFront reads every page of the bucket"),
            entry("Web PagesBucketPolicy Deny (of s3:|on /)\\*", "nothing without TLS; the wider the better"),
            entry(
                    "Web CustomCDKBucketDeployment\\w+ServiceRole has .*/AWSLambdaBasicExecutionRole",
                    "the CDK's own function, which uploads the pages: writes its log"),
            entry(
                    "Web CustomCDKBucketDeployment\\w+ Allow of s3:(Abort|DeleteObject|GetBucket|GetObject|List)\\*",
                    "the CDK writes its grants by kind: reads the assets, writes the bucket of the pages"),
            entry(
                    "Web CustomCDKBucketDeployment\\w+ Allow on (|arn:s3:cdk-hnb659fds-assets-\\S+)/\\*",
                    "every file of those two buckets"),
            entry(
                    "CruddurPipeline \\w+ Allow of s3:(Abort|DeleteObject|GetBucket|GetObject|List)\\*",
                    "the CDK writes its grants by kind; only on the one bucket of the pipeline's artefacts"),
            entry("CruddurPipeline \\w+ (Allow|Deny) on /\\*", "every file of that bucket"),
            entry("CruddurPipeline \\w+BucketPolicy Deny of s3:\\*", "nothing without TLS; the wider the better"),
            entry(
                    "CruddurPipeline \\w+ Allow of kms:(GenerateDataKey|ReEncrypt)\\*",
                    "the same for the one key of the artefacts"),
            entry(
                    "CruddurPipeline \\w+EncryptionKey Allow (of kms:|on )\\*",
                    "in the policy of a key it means the key; its account administers it"),
            entry(
                    "CruddurPipeline \\w+ Allow on arn:(codebuild:report-group/-?|logs:log-group:/aws/codebuild/:?)\\*",
                    "reports and logs of builds, whose projects come and go with the assets"),
            entry(
                    "CruddurPipeline PipelineAssets(Docker|File)RoleDefaultPolicy Allow on \\*",
                    "starts and stops builds, of the projects that come and go with the assets"),
            entry(
                    "CruddurPipeline PipelineUpdatePipelineSelfMutationRoleDefaultPolicy Allow on arn:\\*:iam:::role/\\*",
                    "the roles of cdk bootstrap, as a condition on their tag says"),
            entry(
                    "CruddurPipeline PipelineUpdatePipelineSelfMutationRoleDefaultPolicy Allow on \\*",
                    "cloudformation:DescribeStacks and s3:ListBucket, to find what cdk bootstrap made"));

    @Test
    void noPolicyHasAnUnintendedWildcard() {
        TreeSet<String> found = Synthesised.stacks().stream()
                .flatMap(stack -> findings(stack.name().replaceFirst("^Cruddur[A-Z][a-z]+-", ""), stack.template()))
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(found).allSatisfy(finding -> assertThat(INTENDED.keySet()).anyMatch(finding::matches));
        assertThat(INTENDED.keySet())
                .allSatisfy(meant -> assertThat(found).anyMatch(finding -> finding.matches(meant)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'Effect': 'Allow', 'Action': 'dynamodb:*', 'Resource': 'arn:x'}",
                "{'Effect': 'Allow', 'Action': ['sqs:SendMessage', 'sqs:Get*'], 'Resource': 'arn:x'}",
                "{'Effect': 'Allow', 'Action': 'dynamodb:GetItem', 'Resource': '*'}",
                "{'Effect': 'Allow', 'Action': 'dynamodb:GetItem', 'Resource': ['arn:x', {'Fn::Join': ['', ['arn:', '/*']]}]}",
                "{'Effect': 'Allow', 'Action': 'dynamodb:GetItem', 'Resource': {'Fn::Sub': 'arn:${AWS::Partition}:*'}}",
                "{'Effect': 'Allow', 'NotAction': 'iam:PassRole', 'Resource': 'arn:x'}",
                "{'Effect': 'Allow', 'Action': 'dynamodb:GetItem', 'NotResource': 'arn:x'}"
            })
    void findsEveryWildcard(String statement) {
        String template = "{'Resources': {'Role1A2B3C4D': {'Type': 'AWS::IAM::Role', 'Properties': {'Policies': ["
                + "{'PolicyDocument': {'Statement': [" + statement + "]}}]}}}}";

        assertThat(findings("Any", Synthesised.JSON.readTree(template.replace('\'', '"'))))
                .hasSize(1);
    }

    @Test
    void findsManagedPolicies() {
        String template = "{'Resources': {'Role': {'Type': 'AWS::IAM::Role', 'Properties': {'ManagedPolicyArns': ["
                + "{'Fn::Join': ['', ['arn:', {'Ref': 'AWS::Partition'}, ':iam::aws:policy/AdministratorAccess']]}]}}}}";

        assertThat(findings("Any", Synthesised.JSON.readTree(template.replace('\'', '"'))))
                .containsExactly("Any Role has arn:iam:aws:policy/AdministratorAccess");
    }

    private static Stream<String> findings(String stack, JsonNode template) {
        List<String> findings = new ArrayList<>();
        template.path("Resources").propertyStream().forEach(resource -> {
            // Without the hash that the CDK puts behind the path of a construct.
            String name = stack + " " + resource.getKey().replaceFirst("[0-9A-F]{8}$", "");
            JsonNode properties = resource.getValue().path("Properties");
            statements(properties).forEach(statement -> findings(statement).forEach(f -> findings.add(name + " " + f)));
            properties.path("ManagedPolicyArns").forEach(policy -> findings.add(name + " has " + text(policy)));
        });
        return findings.stream();
    }

    private static Stream<JsonNode> statements(JsonNode node) {
        boolean statement = node.has("Effect") && (node.has("Action") || node.has("NotAction"));
        return statement ? Stream.of(node) : node.valueStream().flatMap(PolicyWildcardsIT::statements);
    }

    private static Stream<String> findings(JsonNode statement) {
        String effect = statement.path("Effect").asString();
        return Stream.of(
                        star(statement.path("Action")).map(action -> " of " + action),
                        star(statement.path("Resource")).map(resource -> " on " + resource),
                        Stream.of("NotAction", "NotResource")
                                .filter(statement::has)
                                .map(not -> " of all but " + not))
                .flatMap(finding -> finding)
                .map(finding -> effect + finding);
    }

    private static Stream<String> star(JsonNode oneOrMore) {
        Stream<JsonNode> values = oneOrMore.isArray() ? oneOrMore.valueStream() : Stream.of(oneOrMore);
        return values.map(PolicyWildcardsIT::text).filter(value -> value.contains("*"));
    }

    /** A value as far as it is text; an ARN without its partition, region and account. */
    private static String text(JsonNode value) {
        return literals(value)
                .collect(Collectors.joining())
                .replaceFirst("^arn:(?:aws)?:?([a-z0-9-]+):(?:[a-z]+-[a-z]+-\\d)?:(?:\\d{12})?:?", "arn:$1:");
    }

    private static Stream<String> literals(JsonNode value) {
        if (value.isString()) {
            return Stream.of(value.asString());
        }
        if (value.has("Fn::Join")) {
            return value.path("Fn::Join").path(1).valueStream().flatMap(PolicyWildcardsIT::literals);
        }
        return value.has("Fn::Sub") ? literals(value.path("Fn::Sub")) : Stream.empty();
    }
}
