package com.cruddur.infra.pipeline;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Where the pipeline runs, and which source it builds.
 *
 * @param account the AWS account; null for that of the credentials which deploy the pipeline
 * @param region null for that of the credentials which deploy the pipeline
 * @param repository as {@code owner/name}
 * @param branch each push to it is a release
 * @param email who is told that a run has failed, or waits for an approval; null for nobody
 */
public record PipelineSettings(
        @Nullable String account,
        @Nullable String region,
        String repository,
        String branch,
        @Nullable String email) {

    public static Builder builder() {
        return new Builder();
    }

    /** With the same values, to change some of them. */
    public Builder toBuilder() {
        Builder builder = new Builder();
        builder.account = account;
        builder.region = region;
        builder.repository = repository;
        builder.branch = branch;
        builder.email = email;
        return builder;
    }

    /** Sets the values by name. Every value must be set, except those that may be null. */
    public static final class Builder {

        private @Nullable String account;
        private @Nullable String region;
        private @Nullable String repository;
        private @Nullable String branch;
        private @Nullable String email;

        private Builder() {}

        public Builder account(String account) {
            this.account = account;
            return this;
        }

        public Builder region(String region) {
            this.region = region;
            return this;
        }

        public Builder repository(String repository) {
            this.repository = repository;
            return this;
        }

        public Builder branch(String branch) {
            this.branch = branch;
            return this;
        }

        public Builder email(@Nullable String email) {
            this.email = email;
            return this;
        }

        public PipelineSettings build() {
            return new PipelineSettings(
                    account,
                    region,
                    Objects.requireNonNull(repository, "repository"),
                    Objects.requireNonNull(branch, "branch"),
                    email);
        }
    }
}
