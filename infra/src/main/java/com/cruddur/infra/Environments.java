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
            "us-east-1",
            false,
            new TableCapacity(TableSpec.DEFAULT_READ_CAPACITY, TableSpec.DEFAULT_WRITE_CAPACITY, 20, 15),
            new UserDatabase.Size("t4g.micro", 80, false, 1),
            false,
            new ApiCapacity(512, 1024, 1, 2),
            30_000,
            null,
            2,
            RetentionDays.ONE_WEEK,
            new AlarmThresholds(null, Duration.ofMinutes(5), 0.8, Duration.ofSeconds(2), 1, 0.15, 0.8));

    /** Begins as small, and grows to a hundred messages a second by itself. */
    static final Environment PRODUCTION = new Environment(
            "production",
            null,
            "us-east-1",
            true,
            new TableCapacity(TableSpec.DEFAULT_READ_CAPACITY, TableSpec.DEFAULT_WRITE_CAPACITY, 400, 300),
            new UserDatabase.Size("t4g.small", 160, true, 14),
            true,
            new ApiCapacity(1024, 2048, 2, 6),
            30_000,
            null,
            10,
            RetentionDays.THREE_MONTHS,
            new AlarmThresholds(null, Duration.ofMinutes(1), 0.8, Duration.ofSeconds(1), 1, 0.2, 0.8));

    static final PipelineSettings PIPELINE =
            new PipelineSettings(null, "us-east-1", "your-organisation/cruddur", "main");

    private Environments() {}

    static List<Environment> all() {
        return List.of(DEVELOPMENT, PRODUCTION);
    }
}
