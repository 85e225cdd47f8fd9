package com.cruddur.api.testing;

import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.PathItem;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.parameters.Parameter;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** An operation of the contract: what is true of it is read from the document. */
public record ContractOperation(String id, String method, String path, Operation document) {

    private static final List<ContractOperation> ALL = read();

    public static List<ContractOperation> all() {
        return ALL;
    }

    private static List<ContractOperation> read() {
        return Contract.document().getPaths().entrySet().stream()
                .flatMap(path -> path.getValue().readOperationsMap().entrySet().stream()
                        .map(operation -> of(path.getKey(), operation.getKey(), operation.getValue())))
                .toList();
    }

    private static ContractOperation of(String path, PathItem.HttpMethod method, Operation document) {
        return new ContractOperation(document.getOperationId(), method.name(), path, document);
    }

    static Optional<ContractOperation> find(String method, String path) {
        return all().stream()
                .filter(operation -> operation.method.equals(method)
                        && Pattern.matches(operation.path.replaceAll("\\{[^}]+}", "[^/]+"), path))
                .findFirst();
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

    /** Whether it names a message group, in the path or in the body. */
    public boolean namesGroup() {
        return path.contains("{message_group_uuid}") || id.equals("sendMessage");
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
     * Names of all that a client can name in a request: every text in its path, query, headers and body but the text
     * of a message.
     */
    public List<String> ids() {
        Stream<String> inParameters = parameters().stream()
                .filter(parameter -> isText(parameter.getSchema()))
                .map(Parameter::getName);
        Stream<String> inBody = bodyMembers().entrySet().stream()
                .filter(member -> isText(member.getValue()))
                .map(Map.Entry::getKey);
        return Stream.concat(inParameters, inBody)
                .filter(name -> !name.equals("message"))
                .toList();
    }

    /** The members that its body may have, in all of its forms. */
    public Map<String, Schema<?>> bodyMembers() {
        Map<String, Schema<?>> members = new TreeMap<>();
        if (document.getRequestBody() != null) {
            document.getRequestBody()
                    .getContent()
                    .values()
                    .forEach(content -> collect(Contract.resolve(content.getSchema()), members));
        }
        return members;
    }

    private static void collect(Schema<?> schema, Map<String, Schema<?>> members) {
        if (schema.getProperties() != null) {
            schema.getProperties().forEach((name, member) -> members.put(name, Contract.resolve(member)));
        }
        if (schema.getOneOf() != null) {
            schema.getOneOf().forEach(form -> collect(Contract.resolve(form), members));
        }
    }

    private static boolean isText(Schema<?> schema) {
        return "string".equals(Contract.resolve(schema).getType());
    }

    public boolean answersJson() {
        return document.getResponses().containsKey("200");
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
