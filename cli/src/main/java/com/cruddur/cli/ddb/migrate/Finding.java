package com.cruddur.cli.ddb.migrate;

/**
 * Something that a person should know of a migrated item.
 *
 * @param copied false if the item, or for a group all its messages, is not in the new table
 * @param pk of the item in the original table
 * @param sk empty where the finding is about a whole group
 */
public record Finding(boolean copied, String pk, String sk, String reason) {}
