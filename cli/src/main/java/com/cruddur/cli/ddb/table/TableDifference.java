package com.cruddur.cli.ddb.table;

import com.cruddur.core.table.TableSpec;

/**
 * Something in which a table is not as {@link TableSpec} says.
 *
 * @param what the part of the table, such as {@code index recency-index, projection}
 * @param expected what TableSpec says
 * @param found what DynamoDB says, {@code none} where there is nothing
 */
public record TableDifference(String what, String expected, String found) {

    @Override
    public String toString() {
        return what + ": expected " + expected + ", found " + found;
    }
}
