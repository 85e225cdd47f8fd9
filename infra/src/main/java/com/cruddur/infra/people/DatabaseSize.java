package com.cruddur.infra.people;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Size of PostgreSQL.
 *
 * @param instance class and size, such as {@code t4g.micro}
 * @param connections the most it accepts; set, since RDS would derive it from the memory. A task of the API opens ten, and
 *     there are twice as many tasks during a deployment
 * @param multiAz whether a standby instance runs in another availability zone, at twice the price
 * @param backupDays for how many days a backup is kept
 */
public record DatabaseSize(String instance, int connections, boolean multiAz, int backupDays) {

    public static Builder builder() {
        return new Builder();
    }

    /** Sets the values by name. Every value must be set. */
    public static final class Builder {

        private @Nullable String instance;
        private @Nullable Integer connections;
        private @Nullable Boolean multiAz;
        private @Nullable Integer backupDays;

        private Builder() {}

        public Builder instance(String instance) {
            this.instance = instance;
            return this;
        }

        public Builder connections(int connections) {
            this.connections = connections;
            return this;
        }

        public Builder multiAz(boolean multiAz) {
            this.multiAz = multiAz;
            return this;
        }

        public Builder backupDays(int backupDays) {
            this.backupDays = backupDays;
            return this;
        }

        public DatabaseSize build() {
            return new DatabaseSize(
                    Objects.requireNonNull(instance, "instance"),
                    Objects.requireNonNull(connections, "connections"),
                    Objects.requireNonNull(multiAz, "multiAz"),
                    Objects.requireNonNull(backupDays, "backupDays"));
        }
    }
}
