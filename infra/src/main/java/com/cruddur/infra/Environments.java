package com.cruddur.infra;

import com.cruddur.core.table.TableSpec;
import java.time.Duration;
import java.util.List;
import software.amazon.awscdk.services.logs.RetentionDays;

/** The environments that there are. A team edits this file: accounts, regions, sizes. */
final class Environments {

    /** To try things out: small, and gone without a trace when it is destroyed. */
    static final Environment DEVELOPMENT = new Environment(
            "development",
            null,
            null,
            false,
            new TableCapacity(TableSpec.DEFAULT_READ_CAPACITY, TableSpec.DEFAULT_WRITE_CAPACITY, 20, 15),
            2,
            RetentionDays.ONE_WEEK,
            new AlarmThresholds(null, Duration.ofMinutes(5), 0.8, Duration.ofSeconds(2), 1, 0.15, 0.8));

    /** Begins as small, and grows to a hundred messages a second by itself. */
    static final Environment PRODUCTION = new Environment(
            "production",
            null,
            null,
            true,
            new TableCapacity(TableSpec.DEFAULT_READ_CAPACITY, TableSpec.DEFAULT_WRITE_CAPACITY, 400, 300),
            10,
            RetentionDays.THREE_MONTHS,
            new AlarmThresholds(null, Duration.ofMinutes(1), 0.8, Duration.ofSeconds(1), 1, 0.2, 0.8));

    private Environments() {}

    static List<Environment> all() {
        return List.of(DEVELOPMENT, PRODUCTION);
    }
}
