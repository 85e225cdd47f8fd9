package com.cruddur.core.people;

import java.util.List;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationInfoService;
import org.jspecify.annotations.Nullable;

/** The schema of users and activities in PostgreSQL. */
public final class UserDatabase {

    private UserDatabase() {}

    /**
     * Brings the schema to this version of the program. Can be repeated, and by many at once: Flyway takes a
     * lock.
     *
     * @return the number of migrations that were applied
     */
    public static int migrate(DataSource dataSource) {
        return flyway(dataSource).migrate().migrationsExecuted;
    }

    /** How far the schema is. Reads only; works on an empty database too. */
    public static SchemaVersion version(DataSource dataSource) {
        MigrationInfoService info = flyway(dataSource).info();
        MigrationInfo current = info.current();
        return new SchemaVersion(
                current == null ? null : name(current),
                Stream.of(info.pending()).map(UserDatabase::name).toList());
    }

    private static String name(MigrationInfo migration) {
        return migration.getVersion() + " " + migration.getDescription();
    }

    private static Flyway flyway(DataSource dataSource) {
        return Flyway.configure()
                .dataSource(dataSource)
                .locations("classpath:com/cruddur/core/people/migration")
                .load();
    }

    /**
     * @param current the newest migration that the database has, such as {@code 1 users and activities}; null for an
     *     empty database
     * @param pending those that {@link #migrate} would apply, in order
     */
    public record SchemaVersion(@Nullable String current, List<String> pending) {}
}
