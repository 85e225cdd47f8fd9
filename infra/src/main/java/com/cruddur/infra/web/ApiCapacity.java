package com.cruddur.infra.web;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Size of the API.
 *
 * @param cpu of a task, in 1/1024 of a virtual CPU
 * @param memory of a task, in MiB
 * @param minTasks minimum number of tasks; two or more survive the loss of an availability zone
 * @param maxTasks maximum number of tasks
 */
public record ApiCapacity(int cpu, int memory, int minTasks, int maxTasks) {

    public static Builder builder() {
        return new Builder();
    }

    /** Sets the values by name. Every value must be set. */
    public static final class Builder {

        private @Nullable Integer cpu;
        private @Nullable Integer memory;
        private @Nullable Integer minTasks;
        private @Nullable Integer maxTasks;

        private Builder() {}

        public Builder cpu(int cpu) {
            this.cpu = cpu;
            return this;
        }

        public Builder memory(int memory) {
            this.memory = memory;
            return this;
        }

        public Builder minTasks(int minTasks) {
            this.minTasks = minTasks;
            return this;
        }

        public Builder maxTasks(int maxTasks) {
            this.maxTasks = maxTasks;
            return this;
        }

        public ApiCapacity build() {
            return new ApiCapacity(
                    Objects.requireNonNull(cpu, "cpu"),
                    Objects.requireNonNull(memory, "memory"),
                    Objects.requireNonNull(minTasks, "minTasks"),
                    Objects.requireNonNull(maxTasks, "maxTasks"));
        }
    }
}
