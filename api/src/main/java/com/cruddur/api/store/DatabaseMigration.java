package com.cruddur.api.store;

import com.cruddur.core.people.UserDatabase;
import com.cruddur.core.problem.ErrorCode;
import java.time.Duration;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/**
 * Brings the schema to this version. While the database is away the process is alive and not ready, and tries
 * again: Spring Boot reports readiness only when this has ended. Any other failure ends the process.
 */
@Order(Ordered.HIGHEST_PRECEDENCE)
class DatabaseMigration implements ApplicationRunner {

    private static final Logger LOG = LoggerFactory.getLogger(DatabaseMigration.class);
    private static final Duration PAUSE = Duration.ofSeconds(3);

    private final Supplier<? extends DataSource> dataSource;

    /** @param dataSource asked before each attempt */
    DatabaseMigration(Supplier<? extends DataSource> dataSource) {
        this.dataSource = dataSource;
    }

    @Override
    public void run(ApplicationArguments arguments) throws InterruptedException {
        while (!migrated()) {
            Thread.sleep(PAUSE.toMillis());
        }
    }

    private boolean migrated() {
        try {
            UserDatabase.migrate(dataSource.get());
            return true;
        } catch (RuntimeException e) {
            if (ErrorCode.of(e) != ErrorCode.TEMPORARILY_UNAVAILABLE) {
                throw e;
            }
            LOG.warn("The database is away (spring.datasource.url): trying again in {} s", PAUSE.toSeconds());
            return false;
        }
    }
}
