package com.cruddur.infra.backup;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How long each day's backup is kept.
 *
 * @param keepDays for so many days the lock lets nobody delete a backup
 * @param finalAfterDays so many days after the first deployment nobody can take the lock away again, not even AWS; 3 or
 *     more. Null for never: then whoever has the right {@code backup:DeleteBackupVaultLockConfiguration} can
 */
public record BackupSettings(int keepDays, @Nullable Integer finalAfterDays) {

    public BackupSettings {
        if (keepDays < 1) {
            throw new IllegalArgumentException("A backup must be kept for a day or more");
        }
        if (finalAfterDays != null && finalAfterDays < 3) {
            throw new IllegalArgumentException("AWS makes no lock final before three days are over");
        }
    }

    public static Builder builder() {
        return new Builder();
    }

    /** Sets the values by name. Every value must be set, except those that may be null. */
    public static final class Builder {

        private @Nullable Integer keepDays;
        private @Nullable Integer finalAfterDays;

        private Builder() {}

        public Builder keepDays(int keepDays) {
            this.keepDays = keepDays;
            return this;
        }

        public Builder finalAfterDays(int finalAfterDays) {
            this.finalAfterDays = finalAfterDays;
            return this;
        }

        public BackupSettings build() {
            return new BackupSettings(Objects.requireNonNull(keepDays, "keepDays"), finalAfterDays);
        }
    }
}
