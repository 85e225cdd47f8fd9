package com.cruddur.infra.app;

import com.cruddur.infra.data.TableCapacity;
import com.cruddur.infra.people.PeopleSettings;
import com.cruddur.infra.shared.Retention;
import com.cruddur.infra.watch.AlarmThresholds;
import com.cruddur.infra.web.WebSettings;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One copy of the system on AWS, and everything in which it differs from the others. Resources have the same names in
 * each, so each needs an account of its own (ADR 0006).
 *
 * @param name in lower case, such as {@code production}
 * @param account the AWS account; null for that of the credentials which deploy
 * @param region null for that of the credentials which deploy
 * @param retention whether data outlives its stack, and how long logs are kept
 * @param table capacity of the messages table
 * @param streamConcurrency how many instances of the stream function may run at once; taken from the account's quota
 * @param people PostgreSQL and Cognito
 * @param web the pages and the API
 * @param alarms when an alarm begins, and who is told
 */
public record Environment(
        String name,
        @Nullable String account,
        @Nullable String region,
        Retention retention,
        TableCapacity table,
        int streamConcurrency,
        PeopleSettings people,
        WebSettings web,
        AlarmThresholds alarms) {

    /** The id of its stage: {@code CruddurProduction}. Its stacks are called {@code CruddurProduction-Data} and so on. */
    public String stageId() {
        return "Cruddur" + name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1);
    }

    /** Whether its data outlives a mistake. */
    boolean keepsData() {
        return retention.keepsData();
    }
}
