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
 */
public record PipelineSettings(
        @Nullable String account, @Nullable String region, String repository, String branch) {

    public static Builder builder() {
        return new Builder();
    }

    /** Sets the values by name. Every value must be set, except {@code account} and {@code region}. */
    public static final class Builder {

        private @Nullable String account;
        private @Nullable String region;
        private @Nullable String repository;
        private @Nullable String branch;

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

        public PipelineSettings build() {
            return new PipelineSettings(
                    account,
                    region,
                    Objects.requireNonNull(repository, "repository"),
                    Objects.requireNonNull(branch, "branch"));
        }
    }
}
