package com.cruddur.core.table;

import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * A stream record that could not be processed, as the table keeps it until somebody has mended the item. It names the item
 * and holds nothing of it: what the item says by then is what counts.
 *
 * @param sequenceNumber the record's place in the stream
 * @param itemPk partition key of the item that cannot be read
 * @param itemSk its sort key
 * @param reason why it cannot be processed, without what people wrote; cut after {@link #MAX_REASON} characters
 */
public record SetAsideRecord(String sequenceNumber, String itemPk, String itemSk, String reason) {

    public static final int MAX_REASON = 300;

    public SetAsideRecord {
        reason = reason.length() > MAX_REASON ? reason.substring(0, MAX_REASON) : reason;
    }

    /** @throws UnreadableItemException for an item of another form */
    public static SetAsideRecord read(Map<String, AttributeValue> item) {
        return Item.read(
                item,
                read -> new SetAsideRecord(
                        read.text(TableSpec.SK),
                        read.text(TableSpec.ITEM_PK),
                        read.text(TableSpec.ITEM_SK),
                        read.text(TableSpec.REASON)));
    }

    /** The key under which it is kept: the same record has always the same. */
    public Map<String, AttributeValue> key() {
        return Item.of(TableSpec.ASIDE, sequenceNumber).attributes();
    }
}
