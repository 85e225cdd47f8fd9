package com.cruddur.cli.connection;

import com.cruddur.core.table.TableClient;
import java.net.ConnectException;
import java.net.URI;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClientBuilder;

/** Which DynamoDB a command talks to, with the AWS CLI's option names. A mixin. */
public final class ConnectionOptions {

    private enum Target {
        local,
        aws
    }

    @Option(
            names = "--target",
            paramLabel = "local|aws",
            description = "The stack that './cruddur up' runs (local), or your AWS account (aws). Default: local.")
    private Target target = Target.local;

    @Option(
            names = "--endpoint-url",
            paramLabel = "<url>",
            description = "Another address of DynamoDB than the target's own.")
    private @Nullable URI endpointUrl;

    @Option(
            names = "--region",
            paramLabel = "<region>",
            description = "AWS region. Default: AWS_REGION, then the profile's.")
    private @Nullable String region;

    @Option(
            names = "--profile",
            paramLabel = "<name>",
            description = "Profile in ~/.aws. Default: AWS_PROFILE, then 'default'.")
    private @Nullable String profile;

    @Mixin
    private LocalStackOption stack = new LocalStackOption();

    /** Calls DynamoDB, and closes the connection. */
    public <T> T with(Function<DynamoDbClient, T> call) {
        return target == Target.aws ? onAws(call) : onThisMachine(call);
    }

    private <T> T onAws(Function<DynamoDbClient, T> call) {
        DynamoDbClientBuilder builder = builder();
        if (endpointUrl != null) {
            builder.endpointOverride(endpointUrl);
        }
        if (region != null) {
            builder.region(Region.of(region));
        }
        if (profile != null) {
            builder.credentialsProvider(
                    DefaultCredentialsProvider.builder().profileName(profile).build());
            builder.overrideConfiguration(
                    TableClient.settings().defaultProfileName(profile).build());
        }
        try (DynamoDbClient client = builder.build()) {
            return call.apply(client);
        }
    }

    private <T> T onThisMachine(Function<DynamoDbClient, T> call) {
        URI endpoint = endpointUrl != null ? endpointUrl : stack.running().dynamoDb();
        try (DynamoDbClient client = builder()
                .endpointOverride(endpoint)
                .region(region == null ? Region.US_EAST_1 : Region.of(region))
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local")))
                .build()) {
            return call.apply(client);
        } catch (SdkClientException e) {
            throw isRefused(e) ? LocalStackOption.doesNotAnswer(endpoint, e) : e;
        }
    }

    /** The JDK's own HTTP client starts faster than any other. */
    private static DynamoDbClientBuilder builder() {
        return DynamoDbClient.builder()
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .overrideConfiguration(TableClient.settings().build());
    }

    private static boolean isRefused(Throwable failure) {
        for (Throwable t = failure; t != null; t = t.getCause()) {
            if (t instanceof ConnectException) {
                return true;
            }
        }
        return false;
    }
}
