package com.cruddur.core.user;

import javax.sql.DataSource;
import org.flywaydb.core.Flyway;

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
        return Flyway.configure()
                .dataSource(dataSource)
                .locations("classpath:com/cruddur/core/user/migration")
                .load()
                .migrate()
                .migrationsExecuted;
    }
}
