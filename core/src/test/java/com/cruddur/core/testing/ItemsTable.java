package com.cruddur.core.testing;

import java.util.Map;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;

/** The smallest table, for these tests. */
record ItemsTable(DynamoDbClient client) {

    void create() {
        client.createTable(table -> table.tableName("items")
                .attributeDefinitions(AttributeDefinition.builder()
                        .attributeName("pk")
                        .attributeType("S")
                        .build())
                .keySchema(KeySchemaElement.builder()
                        .attributeName("pk")
                        .keyType("HASH")
                        .build())
                .billingMode("PAY_PER_REQUEST"));
    }

    void put(String key) {
        client.putItem(put -> put.tableName("items").item(Map.of("pk", AttributeValue.fromS(key))));
    }

    int count() {
        return client.scan(scan -> scan.tableName("items")).count();
    }
}
