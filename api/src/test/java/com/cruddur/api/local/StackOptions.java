package com.cruddur.api.local;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * What a stack may be told.
 *
 * @param port of the API and the pages: this one or none; 0 for any free one
 * @param stateDir keeps everything between two runs
 * @param preferDefaultPorts whether DynamoDB, PostgreSQL, sign-in and management try their usual ports first; a busy
 *     one gives way to a free one
 * @param isRateLimited whether the API has its limits on the rate of requests
 * @param valkey address of a Valkey server for events and presence; null to do without
 */
record StackOptions(
        int port,
        Path stateDir,
        boolean preferDefaultPorts,
        boolean isRateLimited,
        @Nullable String valkey) {

    /** For a person: the usual ports. */
    static StackOptions of(int port, Path stateDir, boolean isRateLimited, @Nullable String valkey) {
        return new StackOptions(port, stateDir, true, isRateLimited, valkey);
    }

    /** For a test: no port that somebody else may want. */
    static StackOptions anywhere(Path stateDir) {
        return new StackOptions(0, stateDir, false, true, null);
    }

    /** The same over Valkey, for a test that sends faster than people. */
    static StackOptions overValkey(Path stateDir, String valkey) {
        return new StackOptions(0, stateDir, false, false, valkey);
    }

    /** The same, but for the port of the API and the pages on none that somebody else may want. */
    StackOptions onFreePorts() {
        return new StackOptions(port, stateDir, false, isRateLimited, valkey);
    }

    int dynamoDbPort() {
        return preferred(8000);
    }

    int postgresPort() {
        return preferred(5432);
    }

    int signInPort() {
        return preferred(4568);
    }

    int managementPort() {
        return preferred(4569);
    }

    private int preferred(int port) {
        return preferDefaultPorts ? port : 0;
    }
}
