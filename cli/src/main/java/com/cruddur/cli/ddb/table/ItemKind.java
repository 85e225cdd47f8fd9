package com.cruddur.cli.ddb.table;

import com.cruddur.core.table.TableSpec;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** What an item of the single table is, told by the prefix of its partition key. */
public enum ItemKind {
    MESSAGE(TableSpec.MESSAGE_PREFIX, "message"),
    MESSAGE_GROUP(TableSpec.GROUP_PREFIX, "conversation"),
    GROUP(TableSpec.ABOUT_PREFIX, "group"),
    CHANGE(TableSpec.CHANGE_PREFIX, "change of a message"),
    BLOCK(TableSpec.BLOCK_PREFIX, "block"),
    SEND_RECEIPT(TableSpec.RECEIPT_PREFIX, "send receipt"),
    SET_ASIDE(TableSpec.ASIDE_PREFIX, "record set aside"),
    /** Nothing of ours. */
    UNKNOWN("", "unknown");

    private final String prefix;
    private final String title;

    ItemKind(String prefix, String title) {
        this.prefix = prefix;
        this.title = title;
    }

    /** The kind of any item, of any table. */
    public static ItemKind of(Map<String, AttributeValue> item) {
        AttributeValue pk = item.get(TableSpec.PK);
        String text = pk == null ? null : pk.s();
        if (text == null) {
            return UNKNOWN;
        }
        for (ItemKind kind : values()) {
            if (text.startsWith(kind.prefix)) {
                return kind;
            }
        }
        return UNKNOWN;
    }

    /** As a person reads it: {@code conversation}. */
    public String title() {
        return title;
    }
}
