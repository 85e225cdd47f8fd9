package com.cruddur.cli.connection;

import com.cruddur.cli.account.UserSchema;
import com.cruddur.core.problem.CruddurException;
import com.cruddur.core.problem.ErrorCode;
import com.cruddur.core.table.TableClient;
import com.cruddur.core.table.TableSpec;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.postgresql.ds.PGSimpleDataSource;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;

/**
 * What a command talks to, with the AWS CLI's names. A mixin. Flag over environment over configuration file over what
 * {@code ./cruddur up} wrote or AWS's own default.
 */
public final class ConnectionOptions {

    /** The stack of this machine, or an AWS account. */
    public enum Target {
        local,
        aws
    }

    @Option(
            names = "--target",
            paramLabel = "local|aws",
            description = "The stack that './cruddur up' runs (local), or your AWS account (aws). Default:"
                    + " CRUDDUR_TARGET, then local.")
    private @Nullable Target target;

    @Option(
            names = "--endpoint-url",
            paramLabel = "<url>",
            description = "Another address of DynamoDB than the target's own (AWS_ENDPOINT_URL_DYNAMODB).")
    private @Nullable String endpointUrl;

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

    @Option(
            names = "--table",
            paramLabel = "<name>",
            description =
                    "The table (CRUDDUR_TABLE). Default: the running stack's, or " + TableSpec.DEFAULT_TABLE_NAME + ".")
    private @Nullable String table;

    @Option(
            names = "--database-url",
            paramLabel = "<url>",
            description = "postgresql://user:password@host:port/database (CRUDDUR_DATABASE_URL, DATABASE_URL).")
    private @Nullable String databaseUrl;

    @Option(
            names = "--user-pool-id",
            paramLabel = "<id>",
            description = "Cognito user pool (CRUDDUR_USER_POOL_ID, AWS_COGNITO_USER_POOL_ID).")
    private @Nullable String userPoolId;

    @Option(
            names = "--client-id",
            paramLabel = "<id>",
            description = "The web pages' client in that pool (CRUDDUR_CLIENT_ID, AWS_COGNITO_USER_POOL_CLIENT_ID).")
    private @Nullable String clientId;

    @Mixin
    private LocalStackOption stack;

    @Spec(Spec.Target.MIXEE)
    private CommandSpec command;

    private @Nullable Settings settings;

    /** Calls DynamoDB, and closes the connection. */
    public <T> T with(Function<DynamoDbClient, T> call) {
        return with(List.of(), call);
    }

    /** The same, with interceptors such as {@code CapacityMeter}. */
    public <T> T with(List<? extends ExecutionInterceptor> interceptors, Function<DynamoDbClient, T> call) {
        return with(TableClient.settings(), interceptors, call);
    }

    /** The same for minutes and hours: with a client that waits out throttling. */
    public <T> T forLongWork(Function<DynamoDbClient, T> call) {
        return with(TableClient.forLongWork(), List.of(), call);
    }

    private <T> T with(
            ClientOverrideConfiguration.Builder settings,
            List<? extends ExecutionInterceptor> interceptors,
            Function<DynamoDbClient, T> call) {
        URI endpoint = dynamoDbEndpoint();
        var builder = clients().dynamoDb(endpoint, settings, interceptors);
        try (DynamoDbClient client = builder.build()) {
            return call.apply(client);
        } catch (SdkClientException e) {
            throw explained(e, endpoint);
        }
    }

    /** Calls DynamoDB Streams, at the table's address, and closes the connection. */
    public <T> T withStreams(Function<DynamoDbStreamsClient, T> call) {
        URI endpoint = dynamoDbEndpoint();
        try (DynamoDbStreamsClient client = clients().streams(endpoint)) {
            return call.apply(client);
        } catch (SdkClientException e) {
            throw explained(e, endpoint);
        }
    }

    public String tableName() {
        return table().required("CRUDDUR_TABLE");
    }

    /** Unpooled: a connection per call, none before the first. Gives up after seconds. */
    public DataSource dataSource() {
        return postgres(databaseUrl());
    }

    /**
     * The same for whoever writes users or looks one up by handle.
     *
     * @throws CruddurException in words, if it cannot be reached or is not ours ({@link UserSchema#requireOurs})
     */
    public DataSource users() {
        DataSource dataSource = dataSource();
        return PostgresFailures.explaining(databaseUrl(), () -> {
            UserSchema.requireOurs(dataSource, databaseUrl().shown());
            return dataSource;
        });
    }

    /** The database of another address: for whoever has to connect to two. */
    public PGSimpleDataSource postgres(Setting url) {
        return DatabaseUrl.dataSource(url.required("CRUDDUR_DATABASE_URL"));
    }

    /** The local stack's. */
    public URI signIn() {
        return stack.running(environment()).signIn();
    }

    public boolean isOnAws() {
        return resolvedTarget() == Target.aws;
    }

    /** Which AWS account and region it is, in words; empty on this machine. One call of STS. */
    public Optional<String> account() {
        if (!isOnAws()) {
            return Optional.empty();
        }
        Setting endpoint = endpointUrl();
        return Optional.of(clients().account()
                + (endpoint.isSet() ? ", DynamoDB at " + endpoint.shown() + " (from " + endpoint.source() + ")" : ""));
    }

    /** Clients of the other AWS services, all with these options. */
    public AwsClients clients() {
        return new AwsClients(environment(), isOnAws(), region(), profile());
    }

    public Environment environment() {
        return Environment.of(command);
    }

    /** Where the local stack keeps its files. */
    public Path stateDir() {
        return stack.dir(environment());
    }

    /** All values with their sources, in the order of {@code --help}. */
    public List<Setting> all() {
        return List.of(target(), endpointUrl(), region(), profile(), table(), databaseUrl(), userPoolId(), clientId());
    }

    /** The configuration files that were read. */
    public List<Path> files() {
        return settings().files();
    }

    public Setting table() {
        Setting set = settings().find("table", table, List.of("CRUDDUR_TABLE"), null);
        return set.isSet() ? set : ofStack("table", "table", TableSpec.DEFAULT_TABLE_NAME);
    }

    public Setting databaseUrl() {
        Setting set = settings()
                .find(Settings.DATABASE_URL, databaseUrl, List.of("CRUDDUR_DATABASE_URL", "DATABASE_URL"), null);
        return set.isSet() ? set : ofStack(Settings.DATABASE_URL, "postgres", null);
    }

    /** The address of another database than ours. It has no default. */
    public Setting databaseUrl(String name, @Nullable String flag, String variable) {
        return settings().find(name, flag, List.of(variable), null);
    }

    public Setting userPoolId() {
        return settings()
                .find("user-pool-id", userPoolId, List.of("CRUDDUR_USER_POOL_ID", "AWS_COGNITO_USER_POOL_ID"), null);
    }

    public Setting clientId() {
        return settings()
                .find("client-id", clientId, List.of("CRUDDUR_CLIENT_ID", "AWS_COGNITO_USER_POOL_CLIENT_ID"), null);
    }

    public Setting profile() {
        return settings().find("profile", profile, List.of("AWS_PROFILE", "AWS_DEFAULT_PROFILE"), null);
    }

    /** On this machine any region will do. */
    public Setting region() {
        Setting set = settings().find("region", region, List.of("AWS_REGION", "AWS_DEFAULT_REGION"), null);
        if (set.isSet()) {
            return set;
        }
        return isOnAws()
                ? AwsClients.regionOfProfile(environment(), profile().value())
                : new Setting("region", "us-east-1", Setting.DEFAULT);
    }

    private Setting target() {
        return settings().find("target", target, List.of("CRUDDUR_TARGET"), Target.local.name());
    }

    public Setting endpointUrl() {
        Setting set = settings()
                .find(Endpoint.NAME, endpointUrl, List.of("AWS_ENDPOINT_URL_DYNAMODB", "AWS_ENDPOINT_URL"), null);
        return set.isSet() ? set : ofStack(Endpoint.NAME, "dynamodb", null);
    }

    private Target resolvedTarget() {
        String name = target().required("CRUDDUR_TARGET");
        try {
            return Target.valueOf(name.toLowerCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw new CruddurException(
                    ErrorCode.MALFORMED_REQUEST,
                    "The target from " + target().source() + " is '" + name + "': it is local or aws");
        }
    }

    private @Nullable URI dynamoDbEndpoint() {
        Setting endpoint = endpointUrl();
        if (endpoint.value() == null && !isOnAws()) {
            return stack.running(environment()).dynamoDb();
        }
        return endpoint.isSet() ? Endpoint.of(endpoint) : null;
    }

    private Setting ofStack(String name, String key, @Nullable String otherwise) {
        if (!isOnAws()) {
            String value = RunningStack.value(stateDir(), key);
            if (value != null) {
                return new Setting(name, value, stackFile());
            }
        }
        return new Setting(name, otherwise, Setting.DEFAULT);
    }

    private String stackFile() {
        return stateDir().resolve(RunningStack.FILE).toString();
    }

    private Settings settings() {
        if (settings == null) {
            settings = new Settings(environment(), stateDir());
        }
        return settings;
    }

    private RuntimeException explained(SdkClientException failure, @Nullable URI endpoint) {
        Setting setting = endpointUrl();
        boolean ofTheStack =
                setting.source().equals(Setting.DEFAULT) || setting.source().equals(stackFile());
        return endpoint != null && ofTheStack && Unreachable.isOfNetwork(failure)
                ? LocalStackOption.doesNotAnswer(endpoint, failure)
                : Unreachable.explained(failure, "DynamoDB", setting, region());
    }
}
