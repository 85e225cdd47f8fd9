package com.cruddur.cli.output;

import com.cruddur.core.problem.CruddurException;
import com.cruddur.core.problem.ErrorCode;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.ApiCallAttemptTimeoutException;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.core.exception.SdkClientException;

/**
 * A failure in one line that says what to do.
 *
 * @param code decides the exit code
 */
public record ErrorMessage(ErrorCode code, String text) {

    private static final Set<String> DENIALS = Set.of(
            "AccessDenied",
            "AccessDeniedException",
            "ExpiredToken",
            "ExpiredTokenException",
            "IncompleteSignatureException",
            "InvalidClientTokenId",
            "InvalidSignatureException",
            "MissingAuthenticationTokenException",
            "RequestExpired",
            "SignatureDoesNotMatch",
            "UnrecognizedClientException");

    public static ErrorMessage about(Throwable failure) {
        if (failure instanceof CruddurException known) {
            return new ErrorMessage(known.code(), oneLine(known.getMessage()));
        }
        if (failure instanceof AwsServiceException answered && answered.awsErrorDetails() != null) {
            String name = answered.awsErrorDetails().errorCode();
            if (name == null) {
                return new ErrorMessage(
                        ErrorCode.of(answered),
                        "The answer is HTTP %d, and not as AWS answers: is the address right?"
                                .formatted(answered.statusCode()));
            }
            return new ErrorMessage(
                    DENIALS.contains(name) ? ErrorCode.UNAUTHENTICATED : ErrorCode.of(answered),
                    "AWS answers %s: %s"
                            .formatted(name, oneLine(answered.awsErrorDetails().errorMessage())));
        }
        if (failure instanceof ApiCallTimeoutException || failure instanceof ApiCallAttemptTimeoutException) {
            return new ErrorMessage(
                    ErrorCode.TEMPORARILY_UNAVAILABLE,
                    "The store did not answer in time, after all attempts: try again");
        }
        if (failure instanceof SdkClientException) {
            return new ErrorMessage(ErrorCode.of(failure), oneLine(failure.getMessage()));
        }
        return new ErrorMessage(
                ErrorCode.of(failure),
                "%s: %s (--verbose shows where)"
                        .formatted(failure.getClass().getSimpleName(), oneLine(failure.getMessage())));
    }

    /** The first line of a message of somebody else. */
    public static String oneLine(@Nullable String text) {
        return Objects.requireNonNullElse(text, "no details")
                .lines()
                .findFirst()
                .orElse("");
    }
}
