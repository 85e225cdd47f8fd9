package com.cruddur.infra.watch;

import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * When alarms begin, and who is told.
 *
 * @param email the address that is told; null for none, then alarms are seen in the console only
 * @param iteratorAge age of the oldest record that the stream function has not processed
 * @param capacityUse consumed over provisioned capacity units, 0 to 1
 * @param apiP99 99th percentile of the API's response time
 * @param apiErrorPercent responses with a 5xx status, in percent of all responses
 * @param storageLeft free part of PostgreSQL's storage, 0 to 1
 * @param connectionUse used part of PostgreSQL's connections, 0 to 1
 * @param monthlyBudget USD that the account may cost in a month
 */
public record AlarmThresholds(
        @Nullable String email,
        Duration iteratorAge,
        double capacityUse,
        Duration apiP99,
        double apiErrorPercent,
        double storageLeft,
        double connectionUse,
        int monthlyBudget) {

    public static Builder builder() {
        return new Builder();
    }

    /** With the same values, to change some of them. */
    public Builder toBuilder() {
        Builder builder = new Builder();
        builder.email = email;
        builder.iteratorAge = iteratorAge;
        builder.capacityUse = capacityUse;
        builder.apiP99 = apiP99;
        builder.apiErrorPercent = apiErrorPercent;
        builder.storageLeft = storageLeft;
        builder.connectionUse = connectionUse;
        builder.monthlyBudget = monthlyBudget;
        return builder;
    }

    /** Sets the values by name. Every value must be set, except {@code email}. */
    public static final class Builder {

        private @Nullable String email;
        private @Nullable Duration iteratorAge;
        private @Nullable Double capacityUse;
        private @Nullable Duration apiP99;
        private @Nullable Double apiErrorPercent;
        private @Nullable Double storageLeft;
        private @Nullable Double connectionUse;
        private @Nullable Integer monthlyBudget;

        private Builder() {}

        public Builder email(String email) {
            this.email = email;
            return this;
        }

        public Builder iteratorAge(Duration iteratorAge) {
            this.iteratorAge = iteratorAge;
            return this;
        }

        public Builder capacityUse(double capacityUse) {
            this.capacityUse = capacityUse;
            return this;
        }

        public Builder apiP99(Duration apiP99) {
            this.apiP99 = apiP99;
            return this;
        }

        public Builder apiErrorPercent(double apiErrorPercent) {
            this.apiErrorPercent = apiErrorPercent;
            return this;
        }

        public Builder storageLeft(double storageLeft) {
            this.storageLeft = storageLeft;
            return this;
        }

        public Builder connectionUse(double connectionUse) {
            this.connectionUse = connectionUse;
            return this;
        }

        public Builder monthlyBudget(int monthlyBudget) {
            this.monthlyBudget = monthlyBudget;
            return this;
        }

        public AlarmThresholds build() {
            return new AlarmThresholds(
                    email,
                    Objects.requireNonNull(iteratorAge, "iteratorAge"),
                    Objects.requireNonNull(capacityUse, "capacityUse"),
                    Objects.requireNonNull(apiP99, "apiP99"),
                    Objects.requireNonNull(apiErrorPercent, "apiErrorPercent"),
                    Objects.requireNonNull(storageLeft, "storageLeft"),
                    Objects.requireNonNull(connectionUse, "connectionUse"),
                    Objects.requireNonNull(monthlyBudget, "monthlyBudget"));
        }
    }
}
