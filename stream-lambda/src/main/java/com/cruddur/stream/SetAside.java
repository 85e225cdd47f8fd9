package com.cruddur.stream;

import com.cruddur.core.table.AccessPattern;
import com.cruddur.core.table.SetAsideRecord;
import com.cruddur.core.table.TableSpec;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Keeps records that can never be processed in the table, out of the way of those behind them (AP19). */
final class SetAside {

    private final DynamoDbClient dynamoDb;
    private final String tableName;

    SetAside(DynamoDbClient dynamoDb, String tableName) {
        this.dynamoDb = dynamoDb;
        this.tableName = tableName;
    }

    /** 1 WCU. The same record again changes nothing. By UpdateItem: the function may do no other write (ADR 7). */
    void keep(SetAsideRecord aside) {
        dynamoDb.updateItem(update -> update.overrideConfiguration(AccessPattern.SET_ASIDE.configuration())
                .tableName(tableName)
                .key(aside.key())
                .updateExpression("SET " + TableSpec.ITEM_PK + " = :pk, " + TableSpec.ITEM_SK + " = :sk, "
                        + TableSpec.REASON + " = :reason")
                .expressionAttributeValues(Map.of(
                        ":pk", AttributeValue.fromS(aside.itemPk()),
                        ":sk", AttributeValue.fromS(aside.itemSk()),
                        ":reason", AttributeValue.fromS(aside.reason()))));
    }
}
