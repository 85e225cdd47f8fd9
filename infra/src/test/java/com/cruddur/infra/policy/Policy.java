package com.cruddur.infra.policy;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** The permissions of a role or an endpoint: a Deny overrides every Allow, and what is not allowed is denied. */
public record Policy(List<Statement> statements) {

    /**
     * All policies of a role: its inline ones and those that are attached to it.
     *
     * @param templates those of one environment, by the names of their stacks
     * @param stack in which the role is
     * @param role the beginning of its logical id
     */
    public static Policy ofRole(Map<String, JsonNode> templates, String stack, String role) {
        JsonNode template = templates.get(stack);
        List<String> ids = template.path("Resources")
                .propertyStream()
                .filter(r -> r.getValue().path("Type").asString().equals("AWS::IAM::Role"))
                .map(Map.Entry::getKey)
                .filter(id -> id.startsWith(role))
                .toList();
        if (ids.size() != 1) {
            throw new IllegalStateException("Not one role " + role + " in " + stack + ": " + ids);
        }
        JsonNode properties = template.path("Resources").path(ids.get(0)).path("Properties");
        if (!properties.path("ManagedPolicyArns").isMissingNode()) {
            throw new UnsupportedOperationException("What a managed policy allows is not in the template");
        }
        Stream<JsonNode> inline = properties.path("Policies").valueStream().map(p -> p.path("PolicyDocument"));
        Stream<JsonNode> attached = template.path("Resources")
                .valueStream()
                .filter(r -> r.path("Type").asString().matches("AWS::IAM::(Managed)?Policy"))
                .map(r -> r.path("Properties"))
                .filter(p -> p.path("Roles")
                        .valueStream()
                        .anyMatch(r -> r.path("Ref").asString("").equals(ids.get(0))))
                .map(p -> p.path("PolicyDocument"));
        return of(new Intrinsics(templates), template, Stream.concat(inline, attached));
    }

    /** The policy of the only VPC endpoint of a stack. */
    public static Policy ofEndpoint(Map<String, JsonNode> templates, String stack) {
        JsonNode template = templates.get(stack);
        return of(
                new Intrinsics(templates),
                template,
                template.path("Resources")
                        .valueStream()
                        .filter(r -> r.path("Type").asString().equals("AWS::EC2::VPCEndpoint"))
                        .map(r -> r.path("Properties").path("PolicyDocument")));
    }

    public boolean allows(Call call) {
        return statements.stream().anyMatch(s -> s.allow() && s.appliesTo(call))
                && statements.stream().noneMatch(s -> !s.allow() && s.appliesTo(call));
    }

    private static Policy of(Intrinsics intrinsics, JsonNode template, Stream<JsonNode> documents) {
        List<Statement> statements = documents
                .flatMap(document -> document.path("Statement").valueStream())
                .map(statement -> statement(intrinsics, template, statement))
                .toList();
        if (statements.isEmpty()) {
            throw new IllegalStateException("No policy at all");
        }
        return new Policy(statements);
    }

    private static Statement statement(Intrinsics intrinsics, JsonNode template, JsonNode statement) {
        if (statement.has("NotAction") || statement.has("NotResource")) {
            throw new UnsupportedOperationException("No idea what this allows: " + statement);
        }
        Map<String, Map<String, List<String>>> conditions = new LinkedHashMap<>();
        statement.path("Condition").propertyStream().forEach(operator -> {
            Map<String, List<String>> keys = new LinkedHashMap<>();
            operator.getValue()
                    .propertyStream()
                    .forEach(key -> keys.put(key.getKey(), values(intrinsics, template, key.getValue())));
            conditions.put(operator.getKey(), keys);
        });
        return new Statement(
                statement.path("Effect").asString().equals("Allow"),
                values(intrinsics, template, statement.path("Action")),
                values(intrinsics, template, statement.path("Resource")),
                conditions);
    }

    private static List<String> values(Intrinsics intrinsics, JsonNode template, JsonNode oneOrMore) {
        List<String> values = new ArrayList<>();
        if (oneOrMore.isArray()) {
            oneOrMore.forEach(value -> values.add(intrinsics.resolve(template, value)));
        } else {
            values.add(intrinsics.resolve(template, oneOrMore));
        }
        return values;
    }
}
