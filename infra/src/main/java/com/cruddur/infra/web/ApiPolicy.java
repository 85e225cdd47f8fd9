package com.cruddur.infra.web;

import com.cruddur.core.table.TableSpec;
import com.cruddur.infra.data.MessagesTable;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awscdk.services.iam.PolicyStatement;

/** The actions of the API's use cases, each on the items that it may access, and of the health check. */
final class ApiPolicy {

    private ApiPolicy() {}

    static List<PolicyStatement> on(MessagesTable table) {
        String arn = table.table().getTableArn();
        String index = arn + "/index/" + TableSpec.RECENCY_INDEX;
        return List.of(
                PolicyStatement.Builder.create()
                        .actions(List.of("dynamodb:DescribeTable"))
                        .resources(List.of(arn))
                        .build(),
                items(
                        "dynamodb:GetItem",
                        arn,
                        TableSpec.MESSAGE_PREFIX,
                        TableSpec.GROUP_PREFIX,
                        TableSpec.ABOUT_PREFIX,
                        TableSpec.RECEIPT_PREFIX,
                        TableSpec.BLOCK_PREFIX),
                items(
                        "dynamodb:BatchGetItem",
                        arn,
                        TableSpec.MESSAGE_PREFIX,
                        TableSpec.GROUP_PREFIX,
                        TableSpec.ABOUT_PREFIX,
                        TableSpec.BLOCK_PREFIX),
                items("dynamodb:Query", index, TableSpec.GROUP_PREFIX),
                items(
                        "dynamodb:Query",
                        arn,
                        TableSpec.MESSAGE_PREFIX,
                        TableSpec.CHANGE_PREFIX,
                        TableSpec.GROUP_PREFIX,
                        TableSpec.BLOCK_PREFIX),
                items(
                        "dynamodb:UpdateItem",
                        arn,
                        TableSpec.GROUP_PREFIX,
                        TableSpec.RECEIPT_PREFIX,
                        TableSpec.CHANGE_PREFIX),
                items(
                        "dynamodb:PutItem",
                        arn,
                        TableSpec.MESSAGE_PREFIX,
                        TableSpec.GROUP_PREFIX,
                        TableSpec.RECEIPT_PREFIX,
                        TableSpec.ABOUT_PREFIX,
                        TableSpec.CHANGE_PREFIX,
                        TableSpec.BLOCK_PREFIX),
                items("dynamodb:DeleteItem", arn, TableSpec.GROUP_PREFIX, TableSpec.BLOCK_PREFIX),
                items(
                        "dynamodb:ConditionCheckItem",
                        arn,
                        TableSpec.MESSAGE_PREFIX,
                        TableSpec.GROUP_PREFIX,
                        TableSpec.ABOUT_PREFIX,
                        TableSpec.BLOCK_PREFIX));
    }

    private static PolicyStatement items(String action, String arn, String... prefixes) {
        List<String> keys =
                List.of(prefixes).stream().map(prefix -> prefix + "*").toList();
        return PolicyStatement.Builder.create()
                .actions(List.of(action))
                .resources(List.of(arn))
                .conditions(new TreeMap<>(Map.of(
                        "ForAllValues:StringLike",
                        Map.of("dynamodb:LeadingKeys", keys),
                        // ForAllValues is also true for a request without keys.
                        "Null",
                        Map.of("dynamodb:LeadingKeys", "false"))))
                .build();
    }
}
