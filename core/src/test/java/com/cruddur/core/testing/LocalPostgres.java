package com.cruddur.core.testing;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.UUID;
import java.util.function.Function;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * A PostgreSQL of one's own, on this machine's loopback interface. Works for root and for an ordinary user.
 *
 * <p>It starts with one empty database, {@code cruddur}; every test class that wants to be alone takes a
 * {@link #freshDatabase()}.
 */
public final class LocalPostgres implements AutoCloseable {

    private static final String DATABASE = "cruddur";

    private static @Nullable LocalPostgres shared;

    private final Function<String, PostgresDatabase> databases;
    private final Runnable stop;
    private final String owner;

    LocalPostgres(Function<String, PostgresDatabase> databases, Runnable stop) {
        this("postgres", databases, stop);
    }

    /**
     * @param owner the role that owns new databases
     * @param databases the server's databases by name, as the role of whoever uses them; {@code postgres} is there, as its
     *     superuser
     */
    LocalPostgres(String owner, Function<String, PostgresDatabase> databases, Runnable stop) {
        this.owner = owner;
        this.databases = databases;
        this.stop = stop;
        if (!exists(DATABASE)) {
            create(DATABASE);
        }
    }

    /** An empty PostgreSQL on a free port; what it holds ends with it. Obeys {@code -Dengines}. */
    public static LocalPostgres throwAway() {
        return switch (Engines.wanted()) {
            case EMBEDDED -> PostgresServer.throwAway();
            case CONTAINERS -> Containers.postgres();
        };
    }

    /**
     * A PostgreSQL whose data lives in a directory. What was committed survives the end of the JVM: after a SIGKILL the
     * server that was left behind is shut down before a new one starts. Always embedded.
     *
     * <p>Programs and data are in the directory, for its owner's eyes only. A password is asked for, and the databases
     * belong to a role that is no superuser.
     *
     * @param dir created if absent; one JVM at a time
     * @param preferredPort taken if it is free, any free port otherwise: ask {@link #jdbcUrl()}
     * @throws IllegalStateException if another running process holds the directory
     */
    public static LocalPostgres persistent(Path dir, int preferredPort) {
        return PostgresServer.persistent(dir, preferredPort);
    }

    /**
     * The one throw-away engine of this JVM, started by the first caller; what {@link PostgresExtension} injects, and
     * the way in for property tests. It ends with the JVM: never close it.
     */
    public static LocalPostgres shared() {
        synchronized (LocalPostgres.class) {
            if (shared == null) {
                shared = throwAway();
            }
            return shared;
        }
    }

    /** The address of the database {@code cruddur}, credentials included. */
    public String jdbcUrl() {
        return database().jdbcUrl();
    }

    /** Unpooled: a new connection for every call. */
    public DataSource dataSource() {
        return database().dataSource();
    }

    /** A new, empty database on this server. Takes 20 to 300 ms. */
    public PostgresDatabase freshDatabase() {
        String name = "test_" + UUID.randomUUID().toString().replace("-", "");
        create(name);
        return databases.apply(name);
    }

    @Override
    public void close() {
        stop.run();
    }

    private PostgresDatabase database() {
        return databases.apply(DATABASE);
    }

    private boolean exists(String name) {
        return administer("SELECT FROM pg_database WHERE datname = '" + name + "'");
    }

    private void create(String name) {
        // Measured: 20 ms, where the default strategy (WAL_LOG) takes 40 to 80.
        administer("CREATE DATABASE " + name + " OWNER " + owner + " STRATEGY FILE_COPY");
    }

    /** @return whether the statement found a row */
    private boolean administer(String sql) {
        try (Connection connection = databases.apply("postgres").dataSource().getConnection();
                Statement statement = connection.createStatement()) {
            return statement.execute(sql) && statement.getResultSet().next();
        } catch (SQLException e) {
            throw new IllegalStateException(sql + ": " + e.getMessage(), e);
        }
    }
}
