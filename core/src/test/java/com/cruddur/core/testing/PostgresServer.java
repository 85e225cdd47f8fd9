package com.cruddur.core.testing;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.apache.commons.io.FileUtils;

/** PostgreSQL as a child process of this JVM. */
final class PostgresServer {

    private PostgresServer() {}

    static LocalPostgres throwAway() {
        EmbeddedPostgres postgres = start(
                builder().setErrorRedirector(Redirect.DISCARD).setOutputRedirector(Redirect.DISCARD),
                Ports.preferably(0));
        return handle(postgres, () -> {});
    }

    static LocalPostgres persistent(Path dir, int preferredPort) {
        DirectoryLock lock = DirectoryLock.acquire(dir);
        try {
            Path data = dir.toAbsolutePath().resolve("data");
            StalePostmaster.stop(data);
            // A first start that was cut short leaves half a cluster behind, and nobody has put anything into it.
            Path initialised = dir.resolve("initialised");
            if (!Files.exists(initialised)) {
                FileUtils.deleteDirectory(data.toFile());
            }
            Redirect log = Redirect.appendTo(dir.resolve("postgres.log").toFile());
            EmbeddedPostgres postgres = start(
                    builder()
                            .setDataDirectory(data)
                            .setCleanDataDirectory(false)
                            // The library turns both off for the sake of tests. Here a commit must last.
                            .setServerConfig("fsync", "on")
                            .setServerConfig("synchronous_commit", "on")
                            .setErrorRedirector(log)
                            .setOutputRedirector(log),
                    Ports.preferably(preferredPort));
            Files.writeString(initialised, "");
            return handle(postgres, lock::close);
        } catch (IOException | RuntimeException e) {
            lock.close();
            throw new IllegalStateException(e.getMessage() + " (see " + dir.resolve("postgres.log") + ")", e);
        }
    }

    private static EmbeddedPostgres.Builder builder() {
        return EmbeddedPostgres.builder()
                .setPGStartupWait(Duration.ofSeconds(30))
                .setServerConfig("listen_addresses", "127.0.0.1")
                .setServerConfig("unix_socket_directories", "");
    }

    private static EmbeddedPostgres start(EmbeddedPostgres.Builder builder, int port) {
        try {
            return builder.setPort(port).start();
        } catch (IOException | IllegalStateException e) {
            throw new IllegalStateException("PostgreSQL does not start on port " + port + ": " + e.getMessage(), e);
        }
    }

    private static LocalPostgres handle(EmbeddedPostgres postgres, Runnable afterwards) {
        String server = "jdbc:postgresql://127.0.0.1:" + postgres.getPort() + "/";
        return new LocalPostgres(name -> new PostgresDatabase(server + name + "?user=postgres"), () -> {
            try {
                postgres.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } finally {
                afterwards.run();
            }
        });
    }
}
