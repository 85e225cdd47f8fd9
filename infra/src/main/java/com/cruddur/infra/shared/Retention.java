package com.cruddur.infra.shared;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.services.logs.RetentionDays;

/**
 * What an environment keeps, and for how long.
 *
 * @param keepsData whether deletion protection is on, and resources with data in them stay when their stack is deleted
 * @param logs how long log groups keep their lines
 */
public record Retention(boolean keepsData, RetentionDays logs) {

    /** The removal policy of a resource with data in it. */
    public RemovalPolicy removalPolicy() {
        return keepsData ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY;
    }

    public static Builder builder() {
        return new Builder();
    }

    /** Sets the values by name. Every value must be set. */
    public static final class Builder {

        private @Nullable Boolean keepsData;
        private @Nullable RetentionDays logs;

        private Builder() {}

        public Builder keepsData(boolean keepsData) {
            this.keepsData = keepsData;
            return this;
        }

        public Builder logs(RetentionDays logs) {
            this.logs = logs;
            return this;
        }

        public Retention build() {
            return new Retention(Objects.requireNonNull(keepsData, "keepsData"), Objects.requireNonNull(logs, "logs"));
        }
    }
}
