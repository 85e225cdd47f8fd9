package com.cruddur.cli.ddb.migrate;

/**
 * What a migration did.
 *
 * @param messagesFound items {@code MSG#} of the original's table that could be read
 * @param messagesCopied how many of them are in our table now, with those of interrupted runs
 * @param groupsFound the original's group uuids
 * @param groups conversations in our table: fewer where a pair had two
 * @param rowsFound the original's group rows, ghosts and duplicates among them
 * @param notCopied findings of things that are not in our table
 * @param remarks findings of things that are
 */
public record MigrationResult(
        long messagesFound,
        long messagesCopied,
        long groupsFound,
        long groups,
        long rowsFound,
        long notCopied,
        long remarks) {}
