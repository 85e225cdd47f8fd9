package com.cruddur.infra.app;

import com.cruddur.core.table.TableSpec;
import com.cruddur.infra.data.TableCapacity;
import com.cruddur.infra.people.DatabaseSize;
import com.cruddur.infra.people.PeopleSettings;
import com.cruddur.infra.pipeline.PipelineSettings;
import com.cruddur.infra.shared.Retention;
import com.cruddur.infra.watch.AlarmThresholds;
import com.cruddur.infra.web.ApiCapacity;
import com.cruddur.infra.web.WebSettings;
import java.time.Duration;
import java.util.List;
import software.amazon.awscdk.services.logs.RetentionDays;

/** The environments that there are. A team edits this file: accounts, regions, sizes. */
public final class Environments {

    /** To try things out: small, and gone without a trace when it is destroyed. */
    public static final Environment DEVELOPMENT = new Environment(
            "development",
            null,
            "us-east-1",
            new Retention(false, RetentionDays.ONE_WEEK),
            new TableCapacity(TableSpec.DEFAULT_READ_CAPACITY, TableSpec.DEFAULT_WRITE_CAPACITY, 20, 15),
            2,
            new PeopleSettings(new DatabaseSize("t4g.micro", 80, false, 1), false),
            new WebSettings(new ApiCapacity(512, 1024, 1, 2), 30_000, null),
            new AlarmThresholds(null, Duration.ofMinutes(5), 0.8, Duration.ofSeconds(2), 1, 0.15, 0.8));

    /** Begins as small, and grows to a hundred messages a second by itself. */
    public static final Environment PRODUCTION = new Environment(
            "production",
            null,
            "us-east-1",
            new Retention(true, RetentionDays.THREE_MONTHS),
            new TableCapacity(TableSpec.DEFAULT_READ_CAPACITY, TableSpec.DEFAULT_WRITE_CAPACITY, 400, 300),
            10,
            new PeopleSettings(new DatabaseSize("t4g.small", 160, true, 14), true),
            new WebSettings(new ApiCapacity(1024, 2048, 2, 6), 30_000, null),
            new AlarmThresholds(null, Duration.ofMinutes(1), 0.8, Duration.ofSeconds(1), 1, 0.2, 0.8));

    public static final PipelineSettings PIPELINE =
            new PipelineSettings(null, "us-east-1", "your-organisation/cruddur", "main");

    private Environments() {}

    public static List<Environment> all() {
        return List.of(DEVELOPMENT, PRODUCTION);
    }
}
