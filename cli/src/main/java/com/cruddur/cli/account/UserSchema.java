package com.cruddur.cli.account;

import com.cruddur.core.problem.CruddurException;
import com.cruddur.core.problem.ErrorCode;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.jdbi.v3.core.Jdbi;

/** Whose tables a PostgreSQL database holds, told by their names and columns. */
public enum UserSchema {
    OURS,
    /** The Python original's: {@code users} and {@code activities} as its {@code schema.sql} made them. */
    ORIGINAL,
    EMPTY,
    UNKNOWN;

    /** Where Flyway keeps which migrations a database has. */
    private static final String HISTORY = "flyway_schema_history";

    /** One statement. */
    public static UserSchema of(DataSource dataSource) {
        Map<String, List<String>> tables = Jdbi.create(dataSource)
                .withHandle(handle -> handle.createQuery("""
                        select table_name, column_name from information_schema.columns
                        where table_schema = current_schema()""")
                        .map((row, context) -> Map.entry(row.getString(1), row.getString(2)))
                        .collect(Collectors.groupingBy(
                                Map.Entry::getKey,
                                TreeMap::new,
                                Collectors.mapping(Map.Entry::getValue, Collectors.toList()))));
        if (tables.isEmpty()) {
            return EMPTY;
        }
        if (tables.containsKey(HISTORY)) {
            return OURS;
        }
        return has(tables, "users", List.of("uuid", "handle", "display_name", "cognito_user_id"))
                        && has(tables, "activities", List.of("uuid", "user_uuid", "message", "created_at"))
                ? ORIGINAL
                : UNKNOWN;
    }

    /**
     * To be called before users are written, and before one is looked up by handle: the original may have several of one.
     *
     * @param database its address, in words
     * @throws CruddurException {@link ErrorCode#CONFLICT} for a database of somebody else, {@link ErrorCode#NOT_FOUND}
     *     for an empty one
     */
    public static void requireOurs(DataSource dataSource, String database) {
        UserSchema schema = of(dataSource);
        if (schema != OURS) {
            throw new CruddurException(
                    schema == EMPTY ? ErrorCode.NOT_FOUND : ErrorCode.CONFLICT,
                    schema.finding(database) + ". Nothing was written. " + schema.advice(database));
        }
    }

    private static boolean has(Map<String, List<String>> tables, String table, List<String> columns) {
        return new TreeSet<>(tables.getOrDefault(table, List.of())).containsAll(columns);
    }

    /** In a sentence. */
    public String finding(String database) {
        return "PostgreSQL at " + database
                + switch (this) {
                    case OURS -> " holds our tables";
                    case ORIGINAL -> " holds the tables of the Python original";
                    case EMPTY -> " holds no tables";
                    case UNKNOWN -> " holds tables that are not ours";
                };
    }

    /** What to do where ours are wanted; empty for ours. */
    public String advice(String database) {
        return switch (this) {
            case OURS -> "";
            case ORIGINAL ->
                "Make a database of another name with './cruddur db setup --no-seed --database-url <ours>', then copy the"
                        + " users into it with './cruddur db migrate --from " + database + " --database-url <ours>'"
                        + " (docs/migrate.md)";
            case EMPTY -> "Run './cruddur db setup' first";
            case UNKNOWN -> "Make a database of another name with './cruddur db setup --no-seed --database-url <ours>'";
        };
    }
}
