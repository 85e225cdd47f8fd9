package com.cruddur.cli.ddb.migrate;

/**
 * What a migration did.
 *
 * @param messagesFound items {@code MSG#} of the original's table that could be read
 * @param merged how many of them stood under several sort keys and are one message of ours; 0 in a dry run, which does
 *     not compare them
 * @param messagesCopied how many of them are in our table now, with those of interrupted runs
 * @param groupsFound the original's group uuids
 * @param groups conversations in our table: fewer where a pair had two
 * @param rowsFound the original's group rows, ghosts and duplicates among them
 * @param notCopied findings of things that are not in our table
 * @param remarks findings of things that are
 */
public record MigrationResult(
        long messagesFound,
        long merged,
        long messagesCopied,
        long groupsFound,
        long groups,
        long rowsFound,
        long notCopied,
        long remarks) {}
