package com.cruddur.infra.policy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.core.interceptor.SdkExecutionAttribute;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

/**
 * IAM in front of a DynamoDB client: refuses what the policies do not grant, before it leaves this JVM. Each of the
 * policies must allow a call, as a role's and an endpoint's must on AWS.
 */
public final class PolicyGuard implements ExecutionInterceptor {

    /** The partition key of a Query, {@code pk = :value}, in the condition of its keys. */
    private static final Pattern PARTITION = Pattern.compile("(#?[\\w.]+)\\s*=\\s*(:\\w+)");

    private static final String PARTITION_KEY = "pk";

    private final List<Policy> policies;
    private final List<Call> seen = Collections.synchronizedList(new ArrayList<>());

    public PolicyGuard(Policy... policies) {
        this.policies = List.of(policies);
    }

    /** All calls, refused or not. */
    public List<Call> seen() {
        return List.copyOf(seen);
    }

    @Override
    public void beforeExecution(Context.BeforeExecution context, ExecutionAttributes attributes) {
        String operation = attributes.getAttribute(SdkExecutionAttribute.OPERATION_NAME);
        calls(operation, context.request()).forEach(call -> {
            seen.add(call);
            if (!policies.stream().allMatch(policy -> policy.allows(call))) {
                throw refused(call);
            }
        });
    }

    private static DynamoDbException refused(Call call) {
        String message = "Not authorised to perform " + call;
        return (DynamoDbException) DynamoDbException.builder()
                .statusCode(400)
                .message(message)
                .awsErrorDetails(AwsErrorDetails.builder()
                        .serviceName("DynamoDb")
                        .errorCode("AccessDeniedException")
                        .errorMessage(message)
                        .build())
                .build();
    }

    /** A transaction is allowed if each of its parts is. */
    private static Stream<Call> calls(String operation, SdkRequest request) {
        if (request instanceof TransactWriteItemsRequest transaction) {
            return transaction.transactItems().stream().map(PolicyGuard::part);
        }
        if (request instanceof GetItemRequest get) {
            return Stream.of(item("GetItem", get.tableName(), get.key()));
        }
        if (request instanceof PutItemRequest put) {
            return Stream.of(item("PutItem", put.tableName(), put.item()));
        }
        if (request instanceof UpdateItemRequest update) {
            return Stream.of(item("UpdateItem", update.tableName(), update.key()));
        }
        if (request instanceof DeleteItemRequest delete) {
            return Stream.of(item("DeleteItem", delete.tableName(), delete.key()));
        }
        if (request instanceof BatchGetItemRequest batch) {
            return batch.requestItems().entrySet().stream()
                    .flatMap(wanted ->
                            wanted.getValue().keys().stream().map(key -> item("BatchGetItem", wanted.getKey(), key)));
        }
        if (request instanceof QueryRequest query) {
            return Stream.of(query(query));
        }
        if (operation.startsWith("Batch") || operation.startsWith("TransactGet") || operation.contains("Statement")) {
            throw new UnsupportedOperationException("This guard does not know the keys of " + operation);
        }
        String table = request.getValueForField("TableName", String.class).orElse("*");
        return Stream.of(call(operation, table, List.of()));
    }

    private static Call part(TransactWriteItem part) {
        if (part.put() != null) {
            return item("PutItem", part.put().tableName(), part.put().item());
        }
        if (part.update() != null) {
            return item("UpdateItem", part.update().tableName(), part.update().key());
        }
        if (part.delete() != null) {
            return item("DeleteItem", part.delete().tableName(), part.delete().key());
        }
        return item(
                "ConditionCheckItem",
                part.conditionCheck().tableName(),
                part.conditionCheck().key());
    }

    private static Call item(String action, String table, Map<String, AttributeValue> key) {
        return call(
                action,
                table,
                List.of(Objects.requireNonNull(key.get(PARTITION_KEY)).s()));
    }

    private static Call query(QueryRequest query) {
        String resource =
                query.indexName() == null ? query.tableName() : query.tableName() + "/index/" + query.indexName();
        Matcher condition = PARTITION.matcher(query.keyConditionExpression());
        while (condition.find()) {
            String name = query.expressionAttributeNames().getOrDefault(condition.group(1), condition.group(1));
            if (name.equals(PARTITION_KEY)) {
                return call(
                        "Query",
                        resource,
                        List.of(query.expressionAttributeValues()
                                .get(condition.group(2))
                                .s()));
            }
        }
        throw new IllegalStateException("No partition key in " + query.keyConditionExpression());
    }

    private static Call call(String operation, String table, List<String> leadingKeys) {
        Map<String, List<String>> context = new HashMap<>();
        context.put("aws:PrincipalAccount", List.of(Intrinsics.ACCOUNT));
        if (!leadingKeys.isEmpty()) {
            context.put(Call.LEADING_KEYS, leadingKeys);
        }
        return new Call("dynamodb:" + operation, Intrinsics.arn("dynamodb", "table/" + table), context);
    }
}
