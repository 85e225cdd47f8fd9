package com.cruddur.cli.doctor;

import com.cruddur.cli.account.Account;
import com.cruddur.cli.account.Accounts;
import com.cruddur.cli.account.UserSchema;
import com.cruddur.cli.connection.ConnectionOptions;
import com.cruddur.cli.output.ErrorMessage;
import com.cruddur.core.people.UserDatabase;
import com.cruddur.core.people.UserDatabase.SchemaVersion;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import javax.sql.DataSource;

/** Is PostgreSQL there, is its schema ours, and is everybody matched? */
final class PostgresChecks {

    private static final String NAME = "PostgreSQL";
    private static final int NAMED = 5;

    private final ConnectionOptions connection;

    PostgresChecks(ConnectionOptions connection) {
        this.connection = connection;
    }

    List<Check> check() {
        if (!connection.databaseUrl().isSet()) {
            return List.of(Check.failure(
                    NAME,
                    "No database is named",
                    connection.isOnAws()
                            ? "Name one with --database-url, or set CRUDDUR_DATABASE_URL"
                            : "Start the local stack: ./cruddur up"));
        }
        String where = connection.databaseUrl().shown();
        DataSource dataSource = connection.dataSource();
        try (Connection there = dataSource.getConnection()) {
            List<Check> checks = new ArrayList<>();
            checks.add(Check.ok(NAME, where + ", version " + there.getMetaData().getDatabaseProductVersion()));
            UserSchema schema = UserSchema.of(dataSource);
            checks.addAll(
                    schema == UserSchema.ORIGINAL || schema == UserSchema.UNKNOWN
                            ? List.of(Check.failure("schema", schema.finding(where), schema.advice(where)))
                            : inside(dataSource));
            return checks;
        } catch (SQLException e) {
            return List.of(Check.failure(NAME, where + ": " + ErrorMessage.oneLine(e.getMessage()), advice(e)));
        }
    }

    private List<Check> inside(DataSource dataSource) {
        SchemaVersion version = UserDatabase.version(dataSource);
        if (version.current() == null || !version.pending().isEmpty()) {
            return List.of(Check.failure(
                    "schema",
                    "Migrations are missing: " + String.join(", ", version.pending()),
                    "./cruddur db setup --no-seed"));
        }
        return List.of(Check.ok("schema", version.current()), matched(dataSource));
    }

    private Check matched(DataSource dataSource) {
        List<Account> all = new Accounts(dataSource).all().toList();
        List<String> mock = all.stream()
                .filter(Account::isUnmatched)
                .map(account -> account.user().handle().value())
                .toList();
        if (mock.isEmpty()) {
            return Check.ok("users", all.size() + ", all with an identity");
        }
        String names =
                String.join(", ", mock.subList(0, Math.min(NAMED, mock.size()))) + (mock.size() > NAMED ? ", …" : "");
        return Check.warning(
                "users",
                "%d of %d are still MOCK and cannot sign in: %s".formatted(mock.size(), all.size(), names),
                "./cruddur db update-cognito-user-ids says for each one why");
    }

    private static String advice(SQLException failure) {
        return switch (Objects.requireNonNullElse(failure.getSQLState(), "")) {
            case "3D000" -> "./cruddur db setup";
            case "28P01", "28000" ->
                "User or password is wrong: a % or / in the password must be written as %25 or %2F";
            default -> "Does it run, and does a security group let this machine in?";
        };
    }
}
