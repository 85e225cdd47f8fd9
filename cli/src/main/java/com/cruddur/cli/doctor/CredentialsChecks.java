package com.cruddur.cli.doctor;

import com.cruddur.cli.connection.ConnectionOptions;
import com.cruddur.cli.connection.Environment;
import com.cruddur.cli.output.ErrorMessage;
import com.cruddur.core.problem.CruddurException;
import com.cruddur.core.problem.ErrorCode;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.http.SdkHttpResponse;
import software.amazon.awssdk.profiles.ProfileFile;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.GetCallerIdentityResponse;

/** Asks STS who is calling, and tells apart why it may not say. */
final class CredentialsChecks {

    private static final String NAME = "credentials";
    private static final String SECRET = "secret access key";
    private static final String SECRET_VARIABLE = "AWS_SECRET_ACCESS_KEY";
    private static final Duration SKEW = Duration.ofMinutes(4);

    private final ConnectionOptions connection;

    CredentialsChecks(ConnectionOptions connection) {
        this.connection = connection;
    }

    List<Check> check() {
        if (!connection.isOnAws()) {
            return List.of(Check.skipped(NAME, "the local stack needs none"));
        }
        List<Check> checks = new ArrayList<>();
        secret().map(this::aboutTheSecret).ifPresent(checks::add);
        try (StsClient sts =
                connection.clients().prepare(StsClient.builder(), "STS").build()) {
            GetCallerIdentityResponse caller = connection.clients().calling("STS", sts::getCallerIdentity);
            checks.add(Check.ok(NAME, caller.arn() + " (from " + source() + ")"));
            clock(caller.sdkHttpResponse()).ifPresent(checks::add);
        } catch (AwsServiceException e) {
            checks.add(answered(e));
            clock(e.awsErrorDetails().sdkHttpResponse()).ifPresent(checks::add);
        } catch (CruddurException e) {
            checks.add(missing(e));
        } catch (SdkClientException e) {
            checks.add(Check.failure(
                    NAME, "STS cannot be asked: " + ErrorMessage.about(e).text(), "Is there a network, or a proxy?"));
        }
        return checks;
    }

    private Check answered(AwsServiceException failure) {
        String code = Objects.requireNonNullElse(failure.awsErrorDetails().errorCode(), "");
        String message = Objects.requireNonNullElse(failure.awsErrorDetails().errorMessage(), "");
        String finding = code + " (from " + source() + ")";
        if (failure.isClockSkewException()) {
            return Check.failure(NAME, "Clock skew: " + finding, "Set this machine's clock (NTP) and try again");
        }
        return switch (code) {
            case "ExpiredToken", "ExpiredTokenException" ->
                Check.failure(
                        NAME,
                        "Expired: " + finding,
                        "Sign in again (aws sso login), or fetch new temporary keys with their AWS_SESSION_TOKEN");
            case "SignatureDoesNotMatch", "InvalidSignatureException" ->
                Check.failure(
                        NAME,
                        "Wrong secret: " + finding + ". The access key id is known, its secret is another one",
                        "Set AWS_SECRET_ACCESS_KEY again, in single quotes; see the check '" + SECRET
                                + "'. A / or + in it is all right: there is no need for a new key");
            case "InvalidClientTokenId", "UnrecognizedClientException", "InvalidAccessKeyId" ->
                Check.failure(
                        NAME,
                        "Unknown access key id: " + finding,
                        temporaryWithoutToken()
                                ? "The key id is a temporary one (ASIA…) and AWS_SESSION_TOKEN is not set: set it too"
                                : "Is the key deleted or switched off, or of another partition? Make a new one in IAM");
            case "AccessDenied", "AccessDeniedException" ->
                Check.failure(
                        NAME,
                        "No permission: " + finding + ": " + ErrorMessage.oneLine(message),
                        "The keys are right, a policy denies the call: ask for it, or take another --profile");
            default -> Check.failure(NAME, failure);
        };
    }

    private Check missing(CruddurException failure) {
        return failure.code() == ErrorCode.UNAUTHENTICATED
                ? Check.failure(
                        NAME,
                        "Missing: there are none in " + source(),
                        "Name a profile with --profile, or set AWS_PROFILE or AWS_ACCESS_KEY_ID and " + SECRET_VARIABLE)
                : Check.failure(NAME, failure);
    }

    private Check aboutTheSecret(String secret) {
        List<String> oddities = Secret.oddities(secret);
        return oddities.isEmpty()
                ? Check.ok(SECRET, "looks as AWS makes them (not shown)")
                : Check.warning(
                        SECRET,
                        "As read from " + source() + " it " + String.join(", ", oddities),
                        "Set it again without what is around it: export " + SECRET_VARIABLE + "='…' in single quotes");
    }

    /** As it was written, where it can be seen. */
    private Optional<String> secret() {
        Environment environment = connection.environment();
        if (fromEnvironment()) {
            return Optional.ofNullable(environment.get(SECRET_VARIABLE));
        }
        return ProfileFile.defaultProfileFile()
                .profile(profile())
                .flatMap(found -> found.property("aws_secret_access_key"));
    }

    private String source() {
        if (fromEnvironment()) {
            return "AWS_ACCESS_KEY_ID, " + SECRET_VARIABLE;
        }
        return "profile " + profile() + (connection.profile().source().equals("--profile") ? "" : " and the chain");
    }

    private boolean fromEnvironment() {
        Environment environment = connection.environment();
        return environment.get("AWS_ACCESS_KEY_ID") != null
                && environment.get(SECRET_VARIABLE) != null
                && !connection.profile().source().equals("--profile");
    }

    private String profile() {
        return Objects.requireNonNullElse(connection.profile().value(), "default");
    }

    private boolean temporaryWithoutToken() {
        String id = connection.environment().trimmed("AWS_ACCESS_KEY_ID");
        return id != null && id.startsWith("ASIA") && connection.environment().trimmed("AWS_SESSION_TOKEN") == null;
    }

    /** The SDK mends a wrong clock for its own calls; browsers and tokens suffer from it all the same. */
    static Optional<Check> clock(@Nullable SdkHttpResponse response) {
        return Optional.ofNullable(response)
                .flatMap(answer -> answer.firstMatchingHeader("Date"))
                .flatMap(CredentialsChecks::parsed)
                .map(there -> Duration.between(there, Instant.now()))
                .map(skew -> skew.abs().compareTo(SKEW) < 0
                        ? Check.ok("clock", "within " + (skew.abs().toSeconds() + 1) + " s of AWS's")
                        : Check.failure(
                                "clock",
                                "%d minutes %s AWS's"
                                        .formatted(skew.abs().toMinutes(), skew.isNegative() ? "behind" : "ahead of"),
                                "Set this machine's clock (NTP): AWS refuses signatures after five minutes"));
    }

    private static Optional<Instant> parsed(String date) {
        try {
            return Optional.of(ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant());
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }
}
