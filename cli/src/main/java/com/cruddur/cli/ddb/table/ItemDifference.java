package com.cruddur.cli.ddb.table;

import java.util.List;

/**
 * An item that two tables do not have alike.
 *
 * @param attributes the names of those that differ; empty if one table has no such item
 */
public record ItemDifference(Kind kind, ItemKind item, String pk, String sk, List<String> attributes) {

    public ItemDifference {
        attributes = List.copyOf(attributes);
    }

    /** How they differ. */
    public enum Kind {
        /** The table has an item that the other has not. */
        ONLY_HERE,
        /** The other has an item that the table has not. */
        ONLY_THERE,
        /** Both have it, with other attributes. */
        DIFFERENT
    }
}
