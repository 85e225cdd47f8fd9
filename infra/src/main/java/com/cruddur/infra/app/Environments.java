package com.cruddur.infra.app;

import com.cruddur.core.table.TableSpec;
import com.cruddur.infra.backup.BackupSettings;
import com.cruddur.infra.data.TableCapacity;
import com.cruddur.infra.people.DatabaseSize;
import com.cruddur.infra.people.PeopleSettings;
import com.cruddur.infra.pipeline.PipelineSettings;
import com.cruddur.infra.shared.Retention;
import com.cruddur.infra.valkey.ValkeySettings;
import com.cruddur.infra.watch.AlarmThresholds;
import com.cruddur.infra.web.ApiCapacity;
import com.cruddur.infra.web.WebSettings;
import java.time.Duration;
import java.util.List;
import software.amazon.awscdk.services.logs.RetentionDays;

/**
 * The environments that there are. A team edits this file: accounts, regions, sizes. Without {@code account} an
 * environment is deployed to the account of the credentials; without {@code email} in its alarms nobody is told of them, and
 * production is refused.
 */
public final class Environments {

    /** For trying things out: small, and deleted with all its data when its stacks are. */
    public static final Environment DEVELOPMENT = Environment.builder()
            .name("development")
            .region("us-east-1")
            .retention(Retention.builder()
                    .keepsData(false)
                    .logs(RetentionDays.ONE_WEEK)
                    .build())
            .table(TableCapacity.builder()
                    .read(TableSpec.DEFAULT_READ_CAPACITY)
                    .maxRead(20)
                    .write(TableSpec.DEFAULT_WRITE_CAPACITY)
                    .maxWrite(15)
                    .build())
            .people(PeopleSettings.builder()
                    .database(DatabaseSize.builder()
                            .instance("t4g.micro")
                            .connections(80)
                            .multiAz(false)
                            .backupDays(1)
                            .build())
                    .threatProtection(false)
                    .build())
            .web(WebSettings.builder()
                    .api(ApiCapacity.builder()
                            .cpu(512)
                            .memory(1024)
                            .minTasks(1)
                            // Several need Valkey.
                            .maxTasks(1)
                            .build())
                    .requestLimit(30_000)
                    .build())
            .alarms(AlarmThresholds.builder()
                    .iteratorAge(Duration.ofMinutes(5))
                    .capacityUse(0.8)
                    .apiP99(Duration.ofSeconds(2))
                    .apiErrorPercent(1)
                    .storageLeft(0.15)
                    .connectionUse(0.8)
                    .monthlyBudget(150)
                    .build())
            .build();

    /** Starts at the size of development, and scales up to a hundred messages a second by itself. */
    public static final Environment PRODUCTION = Environment.builder()
            .name("production")
            .region("us-east-1")
            .retention(Retention.builder()
                    .keepsData(true)
                    .logs(RetentionDays.THREE_MONTHS)
                    .build())
            .backup(BackupSettings.builder().keepDays(14).build())
            .table(TableCapacity.builder()
                    .read(TableSpec.DEFAULT_READ_CAPACITY)
                    .maxRead(400)
                    .write(TableSpec.DEFAULT_WRITE_CAPACITY)
                    .maxWrite(300)
                    .build())
            .streamConcurrency(10)
            .people(PeopleSettings.builder()
                    .database(DatabaseSize.builder()
                            .instance("t4g.small")
                            .connections(160)
                            .multiAz(true)
                            .backupDays(14)
                            .build())
                    .threatProtection(true)
                    .build())
            // Some 25 units for each message (CostIT): enough for four hundred a second.
            .valkey(ValkeySettings.builder()
                    .maxGigabytes(1)
                    .maxUnitsPerSecond(10_000)
                    .password(1)
                    .build())
            .web(WebSettings.builder()
                    .api(ApiCapacity.builder()
                            .cpu(1024)
                            .memory(2048)
                            .minTasks(2)
                            .maxTasks(6)
                            .build())
                    .requestLimit(30_000)
                    .build())
            .alarms(AlarmThresholds.builder()
                    .iteratorAge(Duration.ofMinutes(1))
                    .capacityUse(0.8)
                    .apiP99(Duration.ofSeconds(1))
                    .apiErrorPercent(1)
                    .storageLeft(0.2)
                    .connectionUse(0.8)
                    // What ten messages a second cost, day and night.
                    .monthlyBudget(500)
                    .build())
            .build();

    public static final PipelineSettings PIPELINE = PipelineSettings.builder()
            .region("us-east-1")
            .repository("your-organisation/cruddur")
            .branch("main")
            .build();

    private Environments() {}

    public static List<Environment> all() {
        return List.of(DEVELOPMENT, PRODUCTION);
    }
}
