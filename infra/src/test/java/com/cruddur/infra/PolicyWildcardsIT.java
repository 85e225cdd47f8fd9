package com.cruddur.infra;

import static org.assertj.core.api.Assertions.assertThat;

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

    /** What is meant to be, as stack, resource, and what it says; and why. */
    private static final Map<String, String> MEANT = Map.of(
            "Stream FunctionRole Allow on arn:ec2:network-interface/*",
                    "a network interface has no name before Lambda makes it",
            "Stream FunctionRole Allow on arn:ec2:*/*",
                    "Lambda keeps a function out of the VPC that may not delete interfaces of every id",
            "Stream FunctionRole Allow on *", "EC2 knows no narrower resource for its Describe actions",
            "Stream FunctionRole Deny on *", "denies the code what Lambda needs; the wider the better",
            "Stream FailuresQueuePolicy Deny of sqs:*", "nothing without TLS; the wider the better");

    @Test
    void noPolicySaysStarButWhereItMust() {
        TreeSet<String> found = Synthesised.stacks().stream()
                .flatMap(stack -> findings(stack.name().replaceFirst("^Cruddur[A-Z][a-z]+-", ""), stack.template()))
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(found).containsExactlyInAnyOrderElementsOf(MEANT.keySet());
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
    void findsEveryStar(String statement) {
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
