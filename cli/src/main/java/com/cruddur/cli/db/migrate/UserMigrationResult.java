package com.cruddur.cli.db.migrate;

/**
 * How many rows of each of the original's tables were found, and what became of them.
 *
 * @param refused users that could not be copied; those whom a person left out do not count
 * @param remarks on users that were copied
 */
public record UserMigrationResult(Counts users, Counts posts, long refused, long remarks) {

    /**
     * Each row that was found is one of the three others.
     *
     * @param copied now; in a dry run, would be
     * @param there were in our database before, and stay as they are
     */
    public record Counts(long found, long copied, long there, long notCopied) {}
}
