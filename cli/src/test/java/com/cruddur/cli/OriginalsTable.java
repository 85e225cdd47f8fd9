package com.cruddur.cli;

import com.cruddur.core.testing.LocalDynamoDb;

/** A table as the Python original's {@code schema-load} made it. */
public final class OriginalsTable {

    private OriginalsTable() {}

    @SuppressWarnings("unchecked") // the SDK takes its builders as varargs
    public static void create(String name) {
        LocalDynamoDb.shared()
                .client()
                .createTable(create -> create.tableName(name)
                        .keySchema(
                                k -> k.attributeName("pk").keyType("HASH"),
                                k -> k.attributeName("sk").keyType("RANGE"))
                        .attributeDefinitions(
                                a -> a.attributeName("pk").attributeType("S"),
                                a -> a.attributeName("sk").attributeType("S"),
                                a -> a.attributeName("message_group_uuid").attributeType("S"))
                        .globalSecondaryIndexes(index -> index.indexName("message-group-sk-index")
                                .keySchema(
                                        k -> k.attributeName("message_group_uuid")
                                                .keyType("HASH"),
                                        k -> k.attributeName("sk").keyType("RANGE"))
                                .projection(p -> p.projectionType("ALL"))
                                .provisionedThroughput(
                                        p -> p.readCapacityUnits(5L).writeCapacityUnits(5L)))
                        .provisionedThroughput(p -> p.readCapacityUnits(5L).writeCapacityUnits(5L)));
    }
}
