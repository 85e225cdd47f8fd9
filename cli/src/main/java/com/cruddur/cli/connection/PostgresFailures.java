package com.cruddur.cli.connection;

import com.cruddur.core.problem.CruddurException;
import com.cruddur.core.problem.ErrorCode;
import java.sql.SQLException;
import java.util.Objects;
import java.util.function.Supplier;

/** Words for what PostgreSQL or its driver says. */
public final class PostgresFailures {

    private static final String NO_SUCH_DATABASE = "3D000";
    private static final String NO_SUCH_TABLE = "42P01";

    private PostgresFailures() {}

    /** Calls the database of this address and says in words what is wrong with it. */
    public static <T> T explaining(Setting url, Supplier<T> call) {
        try {
            return call.get();
        } catch (CruddurException e) {
            throw e;
        } catch (RuntimeException e) {
            for (Throwable t = e; t != null; t = t.getCause()) {
                if (t instanceof SQLException sql) {
                    throw explained(url, sql);
                }
            }
            throw e;
        }
    }

    /** For the caller to throw. */
    public static CruddurException explained(Setting url, SQLException failure) {
        String state = Objects.requireNonNullElse(failure.getSQLState(), "");
        String shown = url.shownWithSource();
        CruddurException explained = switch (state) {
            case NO_SUCH_DATABASE, NO_SUCH_TABLE ->
                new CruddurException(
                        ErrorCode.NOT_FOUND,
                        "There are no users in PostgreSQL at " + shown + " yet: run './cruddur db setup' first");
            case "28P01", "28000" ->
                new CruddurException(
                        ErrorCode.UNAUTHENTICATED,
                        "PostgreSQL refuses the user or the password of " + shown
                                + ": a % or / in the password must be written as %25 or %2F");
            default ->
                new CruddurException(
                        state.startsWith("08") || state.startsWith("57")
                                ? ErrorCode.TEMPORARILY_UNAVAILABLE
                                : ErrorCode.INTERNAL_ERROR,
                        "PostgreSQL at " + shown + ": " + failure.getMessage());
        };
        explained.initCause(failure);
        return explained;
    }
}
