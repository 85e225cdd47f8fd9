package com.cruddur.api.testing;

import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.PathItem;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.parameters.Parameter;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** An operation of the contract: what is true of it is read from the document. */
@SuppressWarnings("rawtypes") // of the library that reads the document
public record ContractOperation(String id, String method, String path, Operation document) {

    private static final List<ContractOperation> ALL = read();

    public static List<ContractOperation> all() {
        return ALL;
    }

    private static List<ContractOperation> read() {
        return Contract.document().getPaths().entrySet().stream()
                .flatMap(path -> path.getValue().readOperationsMap().entrySet().stream()
                        .map(operation -> of(path.getKey(), operation.getKey(), path.getValue(), operation.getValue())))
                .toList();
    }

    private static ContractOperation of(String path, PathItem.HttpMethod method, PathItem item, Operation document) {
        if (item.getParameters() != null) {
            item.getParameters().forEach(document::addParametersItem);
        }
        return new ContractOperation(document.getOperationId(), method.name(), path, document);
    }

    /** Of two that match, the one with fewer parameters: {@code changes} is no number of a message. */
    static Optional<ContractOperation> find(String method, String path) {
        return all().stream()
                .filter(operation -> operation.method.equals(method)
                        && Pattern.matches(operation.path.replaceAll("\\{[^}]+}", "[^/]+"), path))
                .min(Comparator.comparingInt(operation -> operation.path.split("\\{", -1).length));
    }

    /** A method that its path does not have. */
    public String methodOfNoOperation() {
        return Stream.of("DELETE", "PUT", "PATCH", "POST")
                .filter(other -> find(other, path.replaceAll("\\{[^}]+}", "x")).isEmpty())
                .findFirst()
                .orElseThrow();
    }

    /** Whether a token is needed, optional, or not looked at. */
    public Token token() {
        List<SecurityRequirement> security = document.getSecurity();
        if (security == null) {
            return Token.NEEDED;
        }
        return security.isEmpty()
                ? Token.IGNORED
                : security.stream().anyMatch(SecurityRequirement::isEmpty) ? Token.OPTIONAL : Token.NEEDED;
    }

    public boolean hasBody() {
        return document.getRequestBody() != null;
    }

    /** Whether it names a conversation, in the path or in the body. */
    public boolean namesConversation() {
        return inputs().contains("message_group_uuid");
    }

    public boolean hasLimit() {
        return parameters().stream().anyMatch(parameter -> "limit".equals(parameter.getName()));
    }

    public List<Parameter> parameters() {
        return document.getParameters() == null
                ? List.of()
                : document.getParameters().stream().map(Contract::resolve).toList();
    }

    /**
     * Everything that a client can say in a request, by name: each parameter, and each value in the body wherever it
     * stands ({@code to.handle}, {@code handles[]}), whatever its type.
     */
    public List<String> inputs() {
        Stream<String> inParameters =
                parameters().stream().flatMap(parameter -> leaves(parameter.getName(), parameter.getSchema()));
        Stream<String> inBody = bodies().flatMap(body -> leaves("", body));
        return Stream.concat(inParameters, inBody).distinct().toList();
    }

    private static Stream<String> leaves(String name, @Nullable Schema<?> reference) {
        if (reference == null) {
            return Stream.of(name);
        }
        Schema<?> schema = Contract.resolve(reference);
        List<String> leaves = new ArrayList<>();
        forms(schema).forEach(form -> leaves(name, form).forEach(leaves::add));
        if (schema.getProperties() != null) {
            schema.getProperties()
                    .forEach((member, value) -> leaves(name.isEmpty() ? member : name + "." + member, value)
                            .forEach(leaves::add));
        }
        if (schema.getItems() != null) {
            leaves(name + "[]", schema.getItems()).forEach(leaves::add);
        }
        if (schema.getAdditionalProperties() instanceof Schema<?> anyMember) {
            leaves(name + ".*", anyMember).forEach(leaves::add);
        }
        return leaves.isEmpty() ? Stream.of(name) : leaves.stream();
    }

    private static Stream<Schema<?>> forms(Schema<?> schema) {
        List<Schema<?>> forms = new ArrayList<>();
        Stream.of(schema.getOneOf(), schema.getAnyOf(), schema.getAllOf())
                .filter(Objects::nonNull)
                .forEach(some -> some.forEach(forms::add));
        return forms.stream().map(Contract::resolve);
    }

    private Stream<Schema<?>> bodies() {
        return document.getRequestBody() == null
                ? Stream.of()
                : document.getRequestBody().getContent().values().stream()
                        .map(content -> Contract.resolve(content.getSchema()));
    }

    /** The members that its body may have, in all of its forms. */
    public Map<String, Schema<?>> bodyMembers() {
        Map<String, Schema<?>> members = new TreeMap<>();
        bodies().forEach(body -> collect(body, members));
        return members;
    }

    private static void collect(Schema<?> schema, Map<String, Schema<?>> members) {
        if (schema.getProperties() != null) {
            schema.getProperties().forEach((name, member) -> members.put(name, Contract.resolve(member)));
        }
        forms(schema).forEach(form -> collect(form, members));
    }

    public boolean answersJson() {
        return document.getResponses().values().stream()
                .anyMatch(answer ->
                        answer.getContent() != null && answer.getContent().containsKey("application/json"));
    }

    /** How it answers when all is well. */
    public List<Integer> goodStatuses() {
        return document.getResponses().keySet().stream()
                .map(Integer::valueOf)
                .filter(status -> status < 300)
                .toList();
    }

    @Override
    public String toString() {
        return id;
    }

    /** What an operation does with a token. */
    public enum Token {
        NEEDED,
        OPTIONAL,
        IGNORED
    }
}
