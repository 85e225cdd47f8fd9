package com.cruddur.cli.ddb;

import com.cruddur.cli.connection.ConnectionOptions;
import java.nio.file.Path;

/** Where interrupted work leaves its notes. */
final class Checkpoints {

    private Checkpoints() {}

    static Path file(ConnectionOptions connection, String work, String table) {
        return connection.stateDir().resolve("checkpoints").resolve(work + "-" + table + ".properties");
    }
}
