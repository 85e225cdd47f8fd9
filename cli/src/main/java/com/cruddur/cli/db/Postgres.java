package com.cruddur.cli.db;

import com.cruddur.cli.account.UserSchema;
import com.cruddur.cli.connection.ConnectionOptions;
import com.cruddur.cli.connection.PostgresFailures;
import com.cruddur.cli.connection.Setting;
import com.cruddur.core.people.UserDatabase;
import com.cruddur.core.problem.CruddurException;
import com.cruddur.core.problem.ErrorCode;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Objects;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;

/** The database that the options name, with failures in words. */
final class Postgres {

    private static final String NO_SUCH_DATABASE = "3D000";
    private static final String DUPLICATE_DATABASE = "42P04";

    private final ConnectionOptions options;
    private final Setting url;

    /** Our own. */
    Postgres(ConnectionOptions options) {
        this(options, options.databaseUrl());
    }

    Postgres(ConnectionOptions options, Setting url) {
        this.options = options;
        this.url = url;
        // Before anything is said about an address.
        options.postgres(url);
    }

    DataSource dataSource() {
        return options.postgres(url);
    }

    /** The address without its password, and where it came from. */
    String shown() {
        return url.shownWithSource();
    }

    /** @throws CruddurException as {@link UserSchema#requireOurs} */
    void requireOurs() {
        explaining(() -> {
            UserSchema.requireOurs(dataSource(), url.shown());
            return true;
        });
    }

    /** @throws CruddurException {@link ErrorCode#CONFLICT} */
    void requireOriginal() {
        UserSchema schema = schema();
        if (schema != UserSchema.ORIGINAL) {
            throw new CruddurException(
                    ErrorCode.CONFLICT,
                    schema.finding(url.shown()) + ", not the original's (users and activities): nothing was copied");
        }
    }

    private UserSchema schema() {
        return explaining(() -> UserSchema.of(dataSource()));
    }

    /** @return whether the database was made now */
    boolean create() {
        PGSimpleDataSource wanted = options.postgres(url);
        try (Connection there = wanted.getConnection()) {
            return false;
        } catch (SQLException e) {
            if (!NO_SUCH_DATABASE.equals(e.getSQLState())) {
                throw PostgresFailures.explained(url, e);
            }
        }
        String name = Objects.requireNonNull(wanted.getDatabaseName());
        PGSimpleDataSource server = options.postgres(url);
        server.setDatabaseName("postgres");
        try (Connection connection = server.getConnection();
                PreparedStatement create =
                        connection.prepareStatement("create database \"" + name.replace("\"", "\"\"") + "\"")) {
            create.execute();
            return true;
        } catch (SQLException e) {
            if (DUPLICATE_DATABASE.equals(e.getSQLState())) {
                return false;
            }
            throw PostgresFailures.explained(url, e);
        }
    }

    /** @throws CruddurException {@link ErrorCode#CONFLICT} for a database of somebody else */
    int migrate() {
        if (schema() != UserSchema.EMPTY) {
            requireOurs();
        }
        return explaining(() -> UserDatabase.migrate(dataSource()));
    }

    /** Calls the database and says in words what is wrong with it. */
    <T> T explaining(Supplier<T> call) {
        return PostgresFailures.explaining(url, call);
    }
}
