package com.cruddur.core.testing;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import io.zonky.test.db.postgres.embedded.PgBinaryResolver;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Locale;
import java.util.UUID;
import org.apache.commons.io.FileUtils;

/** PostgreSQL as a child process of this JVM. */
final class PostgresServer {

    /** Of the programs on the class path. */
    private static final String MAJOR_VERSION = "18";

    private static final String ROLE = "cruddur";

    /** The property that names a directory of programs for all, where tests start many servers: to unpack takes seconds. */
    static final String PROGRAMS = "cruddur.postgres.programs";

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
            requireOurVersion(data);
            Path passwordFile = dir.toAbsolutePath().resolve("password");
            String password = password(passwordFile, Files.exists(initialised));
            Redirect log = Redirect.appendTo(dir.resolve("postgres.log").toFile());
            EmbeddedPostgres postgres = start(
                    builder()
                            .setOverrideWorkingDirectory(programs(dir).toFile())
                            .setPgBinaryResolver(ownBinaries())
                            .setDataDirectory(data)
                            .setCleanDataDirectory(false)
                            // Options of initdb: the superuser has a password from the beginning.
                            .setLocaleConfig("pwfile", passwordFile.toString())
                            .setLocaleConfig("auth-host", "scram-sha-256")
                            .setConnectConfig("password", password)
                            // The library turns them off for the sake of tests. Here a commit must last.
                            .setServerConfig("fsync", "on")
                            .setServerConfig("full_page_writes", "on")
                            .setServerConfig("synchronous_commit", "on")
                            .setErrorRedirector(log)
                            .setOutputRedirector(log),
                    Ports.preferably(preferredPort));
            Files.writeString(initialised, "");
            return handle(postgres, password, lock::close);
        } catch (IOException | RuntimeException e) {
            lock.close();
            throw new IllegalStateException(e.getMessage() + " (see " + dir.resolve("postgres.log") + ")", e);
        }
    }

    /** Not in the temporary directory, where other users of the machine could replace them. */
    private static Path programs(Path dir) {
        String shared = System.getProperty(PROGRAMS);
        return shared == null ? dir.resolve("programs") : Path.of(shared);
    }

    /** Fails with a sentence where PostgreSQL would only say so in its log. */
    private static void requireOurVersion(Path data) throws IOException {
        Path version = data.resolve("PG_VERSION");
        if (Files.exists(version) && !Files.readString(version).strip().equals(MAJOR_VERSION)) {
            throw new IllegalStateException("The data was made by PostgreSQL "
                    + Files.readString(version).strip() + ", and this is version " + MAJOR_VERSION);
        }
    }

    /** Kept in a file, for the owner alone. */
    private static String password(Path file, boolean isInitialised) throws IOException {
        if (Files.exists(file)) {
            return Files.readString(file);
        }
        if (isInitialised) {
            throw new IllegalStateException(
                    "The data was made by an earlier version of this program, without a password");
        }
        // Created for its owner alone, before anything is in it.
        Path draft = Files.createTempFile(file.getParent(), ".", ".tmp");
        Files.writeString(draft, UUID.randomUUID().toString());
        Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
        return Files.readString(file);
    }

    /** The library unpacks once for each resolver: a new one unpacks into the working directory. */
    @SuppressWarnings("UnnecessaryAnonymousClass")
    private static PgBinaryResolver ownBinaries() {
        return new PgBinaryResolver() {
            @Override
            public InputStream getPgBinary(String system, String machine) throws IOException {
                return binaries(system, machine);
            }
        };
    }

    /** The library's own resolver leaves a script behind in the temporary directory each time. */
    private static InputStream binaries(String system, String machine) throws IOException {
        String name = "/postgres-" + system.toLowerCase(Locale.ROOT) + "-"
                + (machine.equals("aarch64") ? "arm_64" : machine.equals("amd64") ? "x86_64" : machine) + ".txz";
        InputStream binaries = PostgresServer.class.getResourceAsStream(name);
        if (binaries == null) {
            throw new IOException("There is no PostgreSQL for this machine on the class path: " + name);
        }
        return binaries;
    }

    private static EmbeddedPostgres.Builder builder() {
        return EmbeddedPostgres.builder()
                .setPgBinaryResolver(PostgresServer::binaries)
                .setPGStartupWait(Duration.ofSeconds(30))
                .setServerConfig("listen_addresses", "127.0.0.1")
                .setServerConfig("unix_socket_directories", "");
    }

    private static EmbeddedPostgres start(EmbeddedPostgres.Builder builder, int port) {
        try {
            return builder.setPort(port).start();
        } catch (IOException | IllegalStateException e) {
            if (!Ports.isFree(port)) {
                // Somebody has taken it while the programs were unpacked and the cluster was made.
                return start(builder, Ports.free());
            }
            throw new IllegalStateException("PostgreSQL does not start on port " + port + ": " + e.getMessage(), e);
        }
    }

    private static LocalPostgres handle(EmbeddedPostgres postgres, Runnable afterwards) {
        String server = server(postgres);
        return new LocalPostgres(
                name -> new PostgresDatabase(server + name + "?user=postgres"), () -> stop(postgres, afterwards));
    }

    private static LocalPostgres handle(EmbeddedPostgres postgres, String password, Runnable afterwards)
            throws IOException {
        String server = server(postgres);
        String superuser = "?user=postgres&password=" + password;
        try {
            createRole(new PostgresDatabase(server + "postgres" + superuser), password);
        } catch (SQLException e) {
            postgres.close();
            throw new IOException(e.getMessage(), e);
        }
        return new LocalPostgres(
                ROLE,
                name -> new PostgresDatabase(server
                        + name
                        + (name.equals("postgres") ? superuser : "?user=" + ROLE + "&password=" + password)),
                () -> stop(postgres, afterwards));
    }

    private static void createRole(PostgresDatabase server, String password) throws SQLException {
        try (Connection connection = server.dataSource().getConnection();
                Statement statement = connection.createStatement()) {
            if (!statement
                    .executeQuery("SELECT FROM pg_roles WHERE rolname = '" + ROLE + "'")
                    .next()) {
                statement.execute("CREATE ROLE " + ROLE + " LOGIN PASSWORD '" + password + "'");
            }
        }
    }

    private static String server(EmbeddedPostgres postgres) {
        return "jdbc:postgresql://127.0.0.1:" + postgres.getPort() + "/";
    }

    private static void stop(EmbeddedPostgres postgres, Runnable afterwards) {
        try {
            postgres.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            afterwards.run();
        }
    }
}
