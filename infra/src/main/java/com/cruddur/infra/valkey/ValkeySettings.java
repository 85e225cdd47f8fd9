package com.cruddur.infra.valkey;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Limits of Valkey, and with them of its price, and which password is in use.
 *
 * @param maxGigabytes of data; beyond it what was not used for longest is evicted
 * @param maxUnitsPerSecond ElastiCache processing units, 1,000 or more; beyond it commands are refused
 * @param password the number of the password in use, from 1. Raise it by one and deploy to replace the password: the one
 *     before it is accepted until the next time, so that nothing loses its connection meanwhile
 */
public record ValkeySettings(int maxGigabytes, int maxUnitsPerSecond, int password) {

    public static Builder builder() {
        return new Builder();
    }

    /** Sets the values by name. Every value must be set. */
    public static final class Builder {

        private @Nullable Integer maxGigabytes;
        private @Nullable Integer maxUnitsPerSecond;
        private @Nullable Integer password;

        private Builder() {}

        public Builder maxGigabytes(int maxGigabytes) {
            this.maxGigabytes = maxGigabytes;
            return this;
        }

        public Builder maxUnitsPerSecond(int maxUnitsPerSecond) {
            this.maxUnitsPerSecond = maxUnitsPerSecond;
            return this;
        }

        public Builder password(int password) {
            this.password = password;
            return this;
        }

        public ValkeySettings build() {
            return new ValkeySettings(
                    Objects.requireNonNull(maxGigabytes, "maxGigabytes"),
                    Objects.requireNonNull(maxUnitsPerSecond, "maxUnitsPerSecond"),
                    Objects.requireNonNull(password, "password"));
        }
    }
}
