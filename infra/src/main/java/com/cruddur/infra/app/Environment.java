package com.cruddur.infra.app;

import com.cruddur.infra.backup.BackupSettings;
import com.cruddur.infra.data.MessagesTable;
import com.cruddur.infra.data.TableCapacity;
import com.cruddur.infra.people.PeopleSettings;
import com.cruddur.infra.shared.Retention;
import com.cruddur.infra.valkey.ValkeySettings;
import com.cruddur.infra.watch.AlarmThresholds;
import com.cruddur.infra.web.WebSettings;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One copy of the system on AWS, and everything in which it differs from the others. Resources have the same names in
 * each, so each needs an AWS account of its own (ADR 0006).
 *
 * @param name in lower case, such as {@code production}
 * @param account the AWS account; null for that of the credentials which deploy
 * @param region null for that of the credentials which deploy
 * @param retention whether data is kept when its stack is deleted, and how long logs are kept
 * @param backup of table and PostgreSQL, beside what each of them has by itself; null for none
 * @param tables the names of all tables: one, and after each restore another one; the last is in use (docs/restore.md)
 * @param table capacity of the messages table; null for on demand, whose price is by request: some seven times that of
 *     units in use all the time, and nothing at rest
 * @param streamConcurrency how many instances of the stream function may run at once, which are taken from the account's
 *     quota: 100 must remain to it, and a new account has fewer. Null for as many as there are
 * @param people PostgreSQL and Cognito
 * @param valkey null for none: then live updates reach only who is connected to the task that has stored what happened, so
 *     the API must have one task
 * @param web the pages and the API
 * @param alarms when an alarm begins, and who is told
 */
public record Environment(
        String name,
        @Nullable String account,
        @Nullable String region,
        Retention retention,
        @Nullable BackupSettings backup,
        List<String> tables,
        @Nullable TableCapacity table,
        @Nullable Integer streamConcurrency,
        PeopleSettings people,
        @Nullable ValkeySettings valkey,
        WebSettings web,
        AlarmThresholds alarms) {

    public Environment {
        tables = List.copyOf(tables);
        if (valkey == null && web.api().maxTasks() > 1) {
            throw new IllegalArgumentException("Environment " + name
                    + " has several tasks of the API, which need Valkey to tell each other of what"
                    + " happens: set valkey, or maxTasks to 1");
        }
    }

    /** The id of its stage: {@code CruddurProduction}. Its stacks are called {@code CruddurProduction-Data} and so on. */
    public String stageId() {
        return "Cruddur" + name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1);
    }

    /** The table that everything reads and writes. */
    String tableInUse() {
        return tables.get(tables.size() - 1);
    }

    /** Whether its data is protected against deletion. */
    boolean keepsData() {
        return retention.keepsData();
    }

    public static Builder builder() {
        return new Builder();
    }

    /** With the same values, to change some of them. */
    public Builder toBuilder() {
        Builder builder = new Builder();
        builder.name = name;
        builder.account = account;
        builder.region = region;
        builder.retention = retention;
        builder.backup = backup;
        builder.tables = tables;
        builder.table = table;
        builder.streamConcurrency = streamConcurrency;
        builder.people = people;
        builder.valkey = valkey;
        builder.web = web;
        builder.alarms = alarms;
        return builder;
    }

    /** Sets the values by name. Every value must be set, except those that may be null. */
    public static final class Builder {

        private @Nullable String name;
        private @Nullable String account;
        private @Nullable String region;
        private @Nullable Retention retention;
        private @Nullable BackupSettings backup;
        private List<String> tables = List.of(MessagesTable.NAME);
        private @Nullable TableCapacity table;
        private @Nullable Integer streamConcurrency;
        private @Nullable PeopleSettings people;
        private @Nullable ValkeySettings valkey;
        private @Nullable WebSettings web;
        private @Nullable AlarmThresholds alarms;

        private Builder() {}

        public Builder name(String name) {
            this.name = name;
            return this;
        }

        public Builder account(String account) {
            this.account = account;
            return this;
        }

        public Builder region(String region) {
            this.region = region;
            return this;
        }

        public Builder retention(Retention retention) {
            this.retention = retention;
            return this;
        }

        public Builder backup(@Nullable BackupSettings backup) {
            this.backup = backup;
            return this;
        }

        /** Where nothing was ever restored it is one, of the usual name. */
        public Builder tables(String... names) {
            this.tables = List.of(names);
            return this;
        }

        public Builder table(@Nullable TableCapacity table) {
            this.table = table;
            return this;
        }

        public Builder streamConcurrency(@Nullable Integer streamConcurrency) {
            this.streamConcurrency = streamConcurrency;
            return this;
        }

        public Builder people(PeopleSettings people) {
            this.people = people;
            return this;
        }

        public Builder valkey(@Nullable ValkeySettings valkey) {
            this.valkey = valkey;
            return this;
        }

        public Builder web(WebSettings web) {
            this.web = web;
            return this;
        }

        public Builder alarms(AlarmThresholds alarms) {
            this.alarms = alarms;
            return this;
        }

        public Environment build() {
            return new Environment(
                    Objects.requireNonNull(name, "name"),
                    account,
                    region,
                    Objects.requireNonNull(retention, "retention"),
                    backup,
                    tables,
                    table,
                    streamConcurrency,
                    Objects.requireNonNull(people, "people"),
                    valkey,
                    Objects.requireNonNull(web, "web"),
                    Objects.requireNonNull(alarms, "alarms"));
        }
    }
}
