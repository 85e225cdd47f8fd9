package com.cruddur.infra.policy;

import java.util.Map;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/**
 * What a value of a template comes to once it is deployed, in account {@value #ACCOUNT} and region {@value #REGION}, as
 * far as policies need it. What it does not know makes the test fail: it never guesses.
 */
final class Intrinsics {

    static final String ACCOUNT = "123456789012";
    static final String REGION = "us-east-1";

    private static final Map<String, String> PSEUDO = Map.of(
            "AWS::AccountId",
            ACCOUNT,
            "AWS::Partition",
            "aws",
            "AWS::Region",
            REGION,
            "AWS::URLSuffix",
            "amazonaws.com");

    private static final Pattern VARIABLE = Pattern.compile("\\$\\{([^}]+)}");

    private final Map<String, JsonNode> templates;

    /** @param templates those of one environment, by the names of their stacks, which read outputs of each other */
    Intrinsics(Map<String, JsonNode> templates) {
        this.templates = templates;
    }

    /** @param template in which the value is */
    String resolve(JsonNode template, JsonNode value) {
        if (!value.isObject()) {
            return value.asString();
        }
        String function = value.propertyNames().iterator().next();
        JsonNode argument = value.path(function);
        return switch (function) {
            case "Ref" -> ref(template, argument.asString());
            case "Fn::GetAtt" ->
                attribute(
                        template, argument.path(0).asString(), argument.path(1).asString());
            case "Fn::Join" ->
                argument.path(1)
                        .valueStream()
                        .map(part -> resolve(template, part))
                        .collect(Collectors.joining(argument.path(0).asString()));
            case "Fn::Sub" -> substitute(template, argument);
            case "Fn::GetStackOutput" ->
                output(
                        resolve(template, argument.path("StackName")),
                        argument.path("OutputName").asString());
            default -> throw new UnsupportedOperationException("No idea what this comes to: " + value);
        };
    }

    private String substitute(JsonNode template, JsonNode text) {
        if (!text.isString()) {
            throw new UnsupportedOperationException("No idea what this comes to: " + text);
        }
        Function<MatchResult, String> variable = match -> {
            String[] parts = match.group(1).split("\\.", 2);
            return parts.length == 1 ? ref(template, parts[0]) : attribute(template, parts[0], parts[1]);
        };
        return VARIABLE.matcher(text.asString()).replaceAll(variable);
    }

    private String output(String stack, String name) {
        JsonNode template = templates.getOrDefault(stack, MissingNode.getInstance());
        JsonNode output = template.path("Outputs").path(name);
        if (output.isMissingNode()) {
            throw new IllegalStateException("Stack " + stack + " has no output " + name);
        }
        return resolve(template, output.path("Value"));
    }

    /** A name or id; made of the logical id where AWS would choose it. */
    private String ref(JsonNode template, String name) {
        if (PSEUDO.containsKey(name)) {
            return PSEUDO.get(name);
        }
        JsonNode resource = template.path("Resources").path(name);
        return switch (resource.path("Type").asString()) {
            case "AWS::DynamoDB::GlobalTable" -> named(template, resource, "TableName", name);
            case "AWS::SQS::Queue" -> named(template, resource, "QueueName", name);
            case "AWS::Lambda::Function" -> named(template, resource, "FunctionName", name);
            default -> "id-of-" + name;
        };
    }

    private String named(JsonNode template, JsonNode resource, String property, String logicalId) {
        JsonNode name = resource.path("Properties").path(property);
        return name.isMissingNode() ? "id-of-" + logicalId : resolve(template, name);
    }

    private String attribute(JsonNode template, String name, String attribute) {
        String type = template.path("Resources").path(name).path("Type").asString();
        String id = ref(template, name);
        return switch (type + "." + attribute) {
            case "AWS::DynamoDB::GlobalTable.Arn" -> arn("dynamodb", "table/" + id);
            case "AWS::DynamoDB::GlobalTable.StreamArn" -> arn("dynamodb", "table/" + id + "/stream/id-of-stream");
            case "AWS::SQS::Queue.Arn" -> arn("sqs", id);
            case "AWS::Logs::LogGroup.Arn" -> arn("logs", "log-group:" + id + ":*");
            case "AWS::Lambda::Function.Arn" -> arn("lambda", "function:" + id);
            // Names of one thing that no policy of DynamoDB is about: enough to tell them apart.
            default -> arn("other", type + "/" + id + "/" + attribute);
        };
    }

    static String arn(String service, String resource) {
        return "arn:aws:" + service + ":" + REGION + ":" + ACCOUNT + ":" + resource;
    }
}
