package com.cruddur.infra;

import java.util.Locale;
import org.jspecify.annotations.Nullable;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.services.logs.RetentionDays;

/**
 * One copy of the system on AWS, and everything in which it differs from the others. Resources have the same names in
 * each, so each wants an account of its own (ADR 0006).
 *
 * @param name in lower case, such as {@code production}
 * @param account the AWS account; null for that of the credentials which deploy
 * @param region null for that of the credentials which deploy
 * @param keepsData whether its data outlives a mistake: deletion protection is on, and what holds data stays when its
 *     stack goes
 * @param table capacity of the messages table
 * @param database size of PostgreSQL
 * @param threatProtection whether Cognito watches for odd sign-ins: needs its tier Plus, USD 0.02 for each user who
 *     signs in, a month
 * @param api size of the API
 * @param requestLimit requests that one address may make in five minutes, pages and signed-in colleagues included; more
 *     are refused. Far above the API's own limits, which tell people apart
 * @param domain of the pages and the API; null for the name that CloudFront gives
 * @param streamConcurrency how many instances of the stream function may run at once; taken from the account's quota
 * @param logRetention how long log groups keep their lines
 * @param alarms when to call somebody
 */
record Environment(
        String name,
        @Nullable String account,
        @Nullable String region,
        boolean keepsData,
        TableCapacity table,
        UserDatabase.Size database,
        boolean threatProtection,
        ApiCapacity api,
        int requestLimit,
        Pages.@Nullable Domain domain,
        int streamConcurrency,
        RetentionDays logRetention,
        AlarmThresholds alarms) {

    /** The id of its stage: {@code CruddurProduction}. Its stacks are called {@code CruddurProduction-Data} and so on. */
    String stageId() {
        return "Cruddur" + name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1);
    }

    /** What becomes of a resource with data in it when its stack goes. */
    RemovalPolicy removalPolicy() {
        return keepsData ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY;
    }
}
