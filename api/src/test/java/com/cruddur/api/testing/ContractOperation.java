package com.cruddur.api.testing;

import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.PathItem;
import io.swagger.v3.oas.models.parameters.Parameter;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** An operation of the contract: what is true of it is read from the document. */
public record ContractOperation(String id, String method, String path, Operation document) {

    public static List<ContractOperation> all() {
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
        return document.getParameters() != null
                && document.getParameters().stream().anyMatch(this::isLimit);
    }

    private boolean isLimit(Parameter parameter) {
        return String.valueOf(parameter.get$ref()).endsWith("/Limit") || "limit".equals(parameter.getName());
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
