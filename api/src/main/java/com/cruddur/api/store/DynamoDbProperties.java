package com.cruddur.api.store;

import com.cruddur.core.table.TableSpec;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * The table.
 *
 * @param tableName name of the table of messages and conversations
 * @param endpointUrl another DynamoDB than the region's, such as http://127.0.0.1:8000 for DynamoDB Local
 * @param region by default the AWS SDK's: AWS_REGION, the profile, the instance
 */
@ConfigurationProperties("cruddur.dynamodb")
@Validated
record DynamoDbProperties(
        @NotBlank @DefaultValue(TableSpec.DEFAULT_TABLE_NAME)
        String tableName,

        @Nullable
        @Pattern(regexp = "https?://[^\\s?#]+", message = "must be an address, http://127.0.0.1:8000 for instance")
        String endpointUrl,

        @Nullable String region) {

    /** An environment variable that is set to nothing is not set. */
    DynamoDbProperties {
        endpointUrl = endpointUrl == null || endpointUrl.isBlank() ? null : endpointUrl;
        region = region == null || region.isBlank() ? null : region;
    }
}
