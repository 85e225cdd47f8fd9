package com.cruddur.infra.people;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Settings of PostgreSQL and of Cognito that differ between environments.
 *
 * @param database size of PostgreSQL
 * @param threatProtection whether Cognito refuses leaked passwords and unusual sign-ins: needs its tier Plus, USD 0.02
 *     a month for each user who signs in
 */
public record PeopleSettings(DatabaseSize database, boolean threatProtection) {

    public static Builder builder() {
        return new Builder();
    }

    /** Sets the values by name. Every value must be set. */
    public static final class Builder {

        private @Nullable DatabaseSize database;
        private @Nullable Boolean threatProtection;

        private Builder() {}

        public Builder database(DatabaseSize database) {
            this.database = database;
            return this;
        }

        public Builder threatProtection(boolean threatProtection) {
            this.threatProtection = threatProtection;
            return this;
        }

        public PeopleSettings build() {
            return new PeopleSettings(
                    Objects.requireNonNull(database, "database"),
                    Objects.requireNonNull(threatProtection, "threatProtection"));
        }
    }
}
