package com.cruddur.cli.ddb.replay;

import org.jspecify.annotations.Nullable;

/**
 * What became of one thing that had been given up.
 *
 * @param rowsBehind how many rows of its conversations were not as the messages say; of a conversation that an earlier one
 *     has brought up to date none
 * @param obstacle why it stays where it is; null if it is done, or could be
 */
public record ReplayResult(
        GivenUp givenUp, long rowsBehind, @Nullable String obstacle) {}
