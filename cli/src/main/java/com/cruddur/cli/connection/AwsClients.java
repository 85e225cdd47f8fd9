package com.cruddur.cli.connection;

import com.cruddur.cli.output.ErrorMessage;
import com.cruddur.core.problem.CruddurException;
import com.cruddur.core.problem.ErrorCode;
import com.cruddur.core.table.TableClient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.Proxy;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.ProfileCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.profiles.ProfileFile;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.regions.providers.DefaultAwsRegionProviderChain;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClientBuilder;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.GetCallerIdentityResponse;
import software.amazon.awssdk.services.sts.model.StsException;

/** Builds the SDK's clients. The JDK's own HTTP client starts faster than any other. */
public final class AwsClients {

    private static final Duration ATTEMPT_TIMEOUT = Duration.ofSeconds(4);
    private static final Duration CALL_TIMEOUT = Duration.ofSeconds(8);
    private static final String STS = "STS";
    private static final String PROFILE_FLAG = "--profile";

    private final Environment environment;
    private final boolean onAws;
    private final Setting region;
    private final Setting profile;

    AwsClients(Environment environment, boolean onAws, Setting region, Setting profile) {
        this.environment = environment;
        this.onAws = onAws;
        this.region = region;
        this.profile = profile;
    }

    DynamoDbClientBuilder dynamoDb(@Nullable URI endpoint, List<? extends ExecutionInterceptor> interceptors) {
        return dynamoDb(endpoint, TableClient.settings(), interceptors);
    }

    DynamoDbClientBuilder dynamoDb(
            @Nullable URI endpoint,
            ClientOverrideConfiguration.Builder settings,
            List<? extends ExecutionInterceptor> interceptors) {
        interceptors.forEach(settings::addExecutionInterceptor);
        return prepare(DynamoDbClient.builder(), settings, endpoint);
    }

    DynamoDbStreamsClient streams(@Nullable URI endpoint) {
        return prepare(DynamoDbStreamsClient.builder(), TableClient.settings(), endpoint)
                .build();
    }

    /**
     * For any other service: short time limits, and the address from {@code AWS_ENDPOINT_URL_<service>} or
     * {@code AWS_ENDPOINT_URL} if there is one.
     *
     * @param service as in the AWS CLI's names of these variables, such as {@code COGNITO_IDENTITY_PROVIDER}
     */
    public <B extends AwsSyncClientBuilder<B, C> & AwsClientBuilder<B, C>, C> B prepare(B builder, String service) {
        ClientOverrideConfiguration.Builder settings = ClientOverrideConfiguration.builder()
                .apiCallAttemptTimeout(ATTEMPT_TIMEOUT)
                .apiCallTimeout(CALL_TIMEOUT);
        return prepare(builder, settings, endpoint(service).orElse(null));
    }

    /** Another address of a service than AWS's own. */
    public Optional<URI> endpoint(String service) {
        return endpointSetting(service).map(Endpoint::of);
    }

    private Optional<Setting> endpointSetting(String service) {
        return Stream.of("AWS_ENDPOINT_URL_" + service.toUpperCase(Locale.ROOT), "AWS_ENDPOINT_URL")
                .map(variable -> new Setting(Endpoint.NAME, environment.trimmed(variable), variable))
                .filter(Setting::isSet)
                .findFirst();
    }

    /**
     * Calls a service, and says in words why it cannot be reached.
     *
     * @param service as with {@link #prepare(AwsSyncClientBuilder, String)}
     */
    public <T> T calling(String service, Supplier<T> call) {
        try {
            return call.get();
        } catch (SdkClientException e) {
            throw Unreachable.explained(
                    e, service, endpointSetting(service).orElseGet(() -> new Setting(Endpoint.NAME, null, "")), region);
        }
    }

    /**
     * Which account and region it is, in words: for whoever is about to change something. Asks STS; where that cannot be
     * asked the account is not known, and the words say so.
     */
    String account() {
        requireProfile();
        String where = "region " + region().id() + " (from " + region.source() + ")";
        try (StsClient sts = prepare(StsClient.builder(), STS).build()) {
            GetCallerIdentityResponse caller = calling(STS, sts::getCallerIdentity);
            return "AWS account %s, %s, as %s".formatted(caller.account(), where, caller.arn());
        } catch (StsException e) {
            if (!e.awsErrorDetails().errorCode().startsWith("AccessDenied")) {
                throw e;
            }
            return "AWS account not known (STS denies to say it), " + where;
        } catch (CruddurException e) {
            if (e.code() != ErrorCode.TEMPORARILY_UNAVAILABLE) {
                throw e;
            }
            return "AWS account not known (" + e.getMessage() + "), " + where;
        }
    }

    /**
     * As in the AWS CLI: a profile that is named on the command line is the only one that counts. Otherwise keys in the
     * environment go before a profile that is named there.
     */
    public AwsCredentialsProvider credentials() {
        if (!onAws) {
            return StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local"));
        }
        String id = environment.trimmed("AWS_ACCESS_KEY_ID");
        String secret = environment.trimmed("AWS_SECRET_ACCESS_KEY");
        String token = environment.trimmed("AWS_SESSION_TOKEN");
        if (id != null && secret != null && !profile.source().equals(PROFILE_FLAG)) {
            return StaticCredentialsProvider.create(
                    token == null
                            ? AwsBasicCredentials.create(id, secret)
                            : AwsSessionCredentials.create(id, secret, token));
        }
        AwsCredentialsProvider found = chain();
        return () -> {
            try {
                return found.resolveCredentials();
            } catch (SdkClientException | IllegalStateException e) {
                throw caused(new CruddurException(ErrorCode.UNAUTHENTICATED, noCredentials(e)), e);
            }
        };
    }

    /** The SDK's chain looks into the environment first, whatever profile it is given. */
    private AwsCredentialsProvider chain() {
        if (profile.source().equals(PROFILE_FLAG)) {
            return ProfileCredentialsProvider.create(profile.value());
        }
        DefaultCredentialsProvider.Builder chain = DefaultCredentialsProvider.builder();
        if (profile.value() != null) {
            chain.profileName(profile.value());
        }
        return chain.build();
    }

    /** The program has no part for SSO: the AWS CLI turns such a profile into keys. */
    private String noCredentials(RuntimeException failure) {
        return profile.source().equals(PROFILE_FLAG)
                ? ("The profile '%s' (from --profile) gives no AWS credentials: %s. If the AWS CLI has some, 'aws configure"
                                + " export-credentials --profile %s --format env' prints them for the environment; leave"
                                + " --profile out then")
                        .formatted(profile.value(), reason(failure), profile.value())
                : "No AWS credentials: name a profile with --profile, or set AWS_PROFILE or"
                        + " AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY (--verbose shows where they"
                        + " were looked for)";
    }

    private static String reason(RuntimeException failure) {
        String reason = ErrorMessage.oneLine(failure.getMessage());
        return reason.endsWith(".") ? reason.substring(0, reason.length() - 1) : reason;
    }

    /** @throws CruddurException {@link ErrorCode#MALFORMED_REQUEST} for a profile that no file has */
    private void requireProfile() {
        String name = profile.value();
        if (name == null || ProfileFile.defaultProfileFile().profile(name).isPresent()) {
            return;
        }
        Set<String> names =
                new TreeSet<>(ProfileFile.defaultProfileFile().profiles().keySet());
        throw new CruddurException(
                ErrorCode.MALFORMED_REQUEST,
                "There is no profile '%s' (from %s) in ~/.aws: %s"
                        .formatted(
                                name,
                                profile.source(),
                                names.isEmpty()
                                        ? "no profile is there. 'aws configure' makes one"
                                        : "name one of " + String.join(", ", names)));
    }

    private Region region() {
        if (region.value() != null) {
            if (!region.value().matches("[a-z0-9-]+")) {
                throw new CruddurException(
                        ErrorCode.MALFORMED_REQUEST,
                        "The region from " + region.source() + " is '" + region.value()
                                + "': write it as eu-central-1");
            }
            return Region.of(region.value());
        }
        try {
            return DefaultAwsRegionProviderChain.builder()
                    .profileName(profile.value())
                    .build()
                    .getRegion();
        } catch (SdkClientException e) {
            throw caused(
                    new CruddurException(
                            ErrorCode.MALFORMED_REQUEST, "No AWS region: name one with --region, or set AWS_REGION"),
                    e);
        }
    }

    private static CruddurException caused(CruddurException failure, Exception cause) {
        failure.initCause(cause);
        return failure;
    }

    static Setting regionOfProfile(Environment environment, @Nullable String profile) {
        String name = profile == null ? "default" : profile;
        return ProfileFile.defaultProfileFile()
                .profile(name)
                .flatMap(found -> found.property("region"))
                .map(found -> new Setting("region", found, "profile " + name))
                .orElseGet(() -> new Setting("region", null, Setting.DEFAULT));
    }

    private static HttpURLConnection open(URI address) {
        try {
            return (HttpURLConnection) address.toURL().openConnection(Proxy.NO_PROXY);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private <B extends AwsSyncClientBuilder<B, C> & AwsClientBuilder<B, C>, C> B prepare(
            B builder, ClientOverrideConfiguration.Builder settings, @Nullable URI endpoint) {
        if (endpoint != null) {
            builder.endpointOverride(endpoint);
        }
        if (onAws) {
            requireProfile();
            settings.defaultProfileName(profile.value());
        }
        if (endpoint != null && Endpoint.isPlainLoopback(endpoint)) {
            // Without the trusted certificates, which take a tenth of a start to read.
            builder.httpClient(UrlConnectionHttpClient.create(AwsClients::open));
        } else {
            builder.httpClientBuilder(UrlConnectionHttpClient.builder());
        }
        return builder.region(region()).credentialsProvider(credentials()).overrideConfiguration(settings.build());
    }
}
