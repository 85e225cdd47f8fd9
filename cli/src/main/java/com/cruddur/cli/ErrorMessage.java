package com.cruddur.cli;

import com.cruddur.core.problem.CruddurException;
import com.cruddur.core.problem.ErrorCode;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkClientException;

/**
 * A failure in one line that says what to do.
 *
 * @param code decides the exit code
 */
record ErrorMessage(ErrorCode code, String text) {

    private static final Set<String> DENIALS = Set.of(
            "AccessDeniedException",
            "ExpiredTokenException",
            "IncompleteSignatureException",
            "InvalidSignatureException",
            "MissingAuthenticationTokenException",
            "UnrecognizedClientException");

    static ErrorMessage about(Throwable failure) {
        if (failure instanceof CruddurException known) {
            return new ErrorMessage(known.code(), oneLine(known.getMessage()));
        }
        if (failure instanceof AwsServiceException answered && answered.awsErrorDetails() != null) {
            String name = answered.awsErrorDetails().errorCode();
            return new ErrorMessage(
                    DENIALS.contains(name) ? ErrorCode.UNAUTHENTICATED : ErrorCode.of(answered),
                    "AWS answers %s: %s"
                            .formatted(name, oneLine(answered.awsErrorDetails().errorMessage())));
        }
        if (failure instanceof SdkClientException) {
            return aboutTheClient(failure, oneLine(failure.getMessage()));
        }
        return new ErrorMessage(
                ErrorCode.of(failure),
                "%s: %s (--verbose shows where)"
                        .formatted(failure.getClass().getSimpleName(), oneLine(failure.getMessage())));
    }

    private static ErrorMessage aboutTheClient(Throwable failure, String message) {
        String text = message.toLowerCase(Locale.ROOT);
        if (text.contains("profile") && text.contains("does not exist")) {
            return new ErrorMessage(ErrorCode.MALFORMED_REQUEST, message);
        }
        if (text.contains("load region")) {
            return new ErrorMessage(
                    ErrorCode.MALFORMED_REQUEST, "No AWS region: name one with --region, or set AWS_REGION");
        }
        if (text.contains("credentials")) {
            return new ErrorMessage(
                    ErrorCode.UNAUTHENTICATED,
                    "No AWS credentials: name a profile with --profile, or set AWS_PROFILE or AWS_ACCESS_KEY_ID and"
                            + " AWS_SECRET_ACCESS_KEY (--verbose shows where they were looked for)");
        }
        return new ErrorMessage(ErrorCode.of(failure), message);
    }

    static String oneLine(@Nullable String text) {
        return Objects.requireNonNullElse(text, "no details")
                .lines()
                .findFirst()
                .orElse("");
    }
}
