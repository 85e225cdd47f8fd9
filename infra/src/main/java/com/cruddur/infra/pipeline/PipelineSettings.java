package com.cruddur.infra.pipeline;

import org.jspecify.annotations.Nullable;

/**
 * Where the pipeline is, and where it takes the source from.
 *
 * @param account the AWS account; null for that of the credentials which deploy the pipeline
 * @param region null for that of the credentials which deploy the pipeline
 * @param repository as {@code owner/name}
 * @param branch each push to it is a release
 */
public record PipelineSettings(
        @Nullable String account, @Nullable String region, String repository, String branch) {}
