package com.cruddur.cli.ddb.table;

import com.cruddur.core.table.TableSpec;
import java.util.List;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;

/** Whose items a table can hold, told by its keys and its indexes. */
public enum Layout {
    OURS("is ours", ""),
    /** The Python original's: its index begins with the group. */
    ORIGINAL(
            "has the layout of the Python original",
            "Make a table of another name with './cruddur ddb schema-load --table <name>', then copy into it with"
                    + " './cruddur ddb migrate --from %s --table <name>'"),
    UNKNOWN(
            "is not ours: its keys or its index " + TableSpec.RECENCY_INDEX + " are missing or others",
            "Make a table of another name with './cruddur ddb schema-load --table <name>'");

    private final String finding;
    private final String advice;

    Layout(String finding, String advice) {
        this.finding = finding;
        this.advice = advice;
    }

    static Layout of(TableDescription table) {
        GlobalSecondaryIndex index = TableSpec.createTable(table.tableName())
                .globalSecondaryIndexes()
                .get(0);
        boolean ours = table.keySchema()
                        .equals(TableSpec.createTable(table.tableName()).keySchema())
                && table.globalSecondaryIndexes().stream()
                        .anyMatch(found -> found.indexName().equals(index.indexName())
                                && found.keySchema().equals(index.keySchema()));
        if (ours) {
            return OURS;
        }
        return table.globalSecondaryIndexes().stream().anyMatch(found -> beginsWithGroup(found.keySchema()))
                ? ORIGINAL
                : UNKNOWN;
    }

    private static boolean beginsWithGroup(List<KeySchemaElement> keys) {
        return keys.stream()
                .anyMatch(key ->
                        key.keyType() == KeyType.HASH && key.attributeName().equals(TableSpec.MESSAGE_GROUP_UUID));
    }

    /** In a word or two. */
    String title() {
        return switch (this) {
            case OURS -> "ours";
            case ORIGINAL -> "the Python original's";
            case UNKNOWN -> "unknown";
        };
    }

    /** In a sentence. */
    public String finding(String tableName) {
        return "The table " + tableName + " " + finding;
    }

    /** What to do; empty for ours. */
    public String advice(String tableName) {
        return advice.formatted(tableName);
    }
}
