package com.cruddur.cli.ddb.replay;

import com.cruddur.core.group.GroupItem;
import com.cruddur.core.message.MessageItem;
import com.cruddur.core.table.AccessPattern;
import com.cruddur.core.table.Item;
import com.cruddur.core.table.SetAsideRecord;
import com.cruddur.core.table.TableSpec;
import com.cruddur.core.table.UnreadableItemException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The records that the stream function has set aside in the table (AP19). */
public final class SetAsideRecords {

    private final DynamoDbClient dynamoDb;
    private final String tableName;

    public SetAsideRecords(DynamoDbClient dynamoDb, String tableName) {
        this.dynamoDb = dynamoDb;
        this.tableName = tableName;
    }

    /** Oldest first. 1 RCU per 4 KB. */
    public List<SetAsideRecord> all() {
        return dynamoDb
                .queryPaginator(query -> query.overrideConfiguration(AccessPattern.OPERATE.configuration())
                        .tableName(tableName)
                        .consistentRead(true)
                        .keyConditionExpression(TableSpec.PK + " = :aside")
                        .expressionAttributeValues(Map.of(":aside", AttributeValue.fromS(TableSpec.ASIDE))))
                .items()
                .stream()
                .map(SetAsideRecord::read)
                .toList();
    }

    /** @return why the item cannot be read now; null if it can, or is no longer there */
    @Nullable
    String obstacle(SetAsideRecord aside) {
        Map<String, AttributeValue> item = dynamoDb.getItem(
                        get -> get.overrideConfiguration(AccessPattern.OPERATE.configuration())
                                .tableName(tableName)
                                .consistentRead(true)
                                .key(Item.of(aside.itemPk(), aside.itemSk()).attributes()))
                .item();
        if (item.isEmpty()) {
            return null;
        }
        try {
            if (aside.itemPk().startsWith(TableSpec.ABOUT_PREFIX)) {
                GroupItem.read(item);
            } else {
                MessageItem.read(item);
            }
            return null;
        } catch (UnreadableItemException e) {
            return e.getMessage();
        }
    }

    void remove(SetAsideRecord aside) {
        dynamoDb.deleteItem(delete -> delete.overrideConfiguration(AccessPattern.OPERATE.configuration())
                .tableName(tableName)
                .key(aside.key()));
    }
}
