package com.cruddur.cli;

import com.cruddur.core.table.TableClient;
import java.net.URI;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.ProfileCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClientBuilder;

/** Which DynamoDB is meant: the running stack's, or AWS with the SDK's own chains. */
public final class ConnectionOptions {

    enum Target {
        LOCAL,
        AWS
    }

    @Mixin
    private StackOptions stack = new StackOptions();

    @Option(
            names = "--target",
            paramLabel = "local|aws",
            description = "The running stack, or AWS (default: local)",
            defaultValue = "local")
    private Target target = Target.LOCAL;

    @Option(names = "--endpoint-url", paramLabel = "URL", description = "Another DynamoDB endpoint")
    private @Nullable URI endpointUrl;

    @Option(names = "--region", paramLabel = "REGION", description = "AWS region (default: the SDK's chain)")
    private @Nullable String region;

    @Option(names = "--profile", paramLabel = "NAME", description = "AWS profile (default: the SDK's chain)")
    private @Nullable String profile;

    public DynamoDbClient dynamoDb() {
        DynamoDbClientBuilder client = DynamoDbClient.builder()
                .httpClient(UrlConnectionHttpClient.create())
                .overrideConfiguration(TableClient.settings().build());
        if (target == Target.LOCAL) {
            return client.endpointOverride(
                            endpointUrl != null ? endpointUrl : stack.stack().dynamoDb())
                    .region(Region.of(region == null ? "us-east-1" : region))
                    .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local")))
                    .build();
        }
        if (endpointUrl != null) {
            client.endpointOverride(endpointUrl);
        }
        if (region != null) {
            client.region(Region.of(region));
        }
        if (profile != null) {
            client.credentialsProvider(ProfileCredentialsProvider.create(profile));
        }
        return client.build();
    }
}
