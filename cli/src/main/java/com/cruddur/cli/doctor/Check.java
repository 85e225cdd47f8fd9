package com.cruddur.cli.doctor;

import com.cruddur.core.problem.CruddurException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

/**
 * What was found out about one thing.
 *
 * @param advice what to do; empty where nothing is to be done
 */
record Check(String name, Status status, String finding, String advice) {

    enum Status {
        ok,
        warning,
        failure,
        skipped
    }

    static Check ok(String name, String finding) {
        return new Check(name, Status.ok, finding, "");
    }

    static Check warning(String name, String finding, String advice) {
        return new Check(name, Status.warning, finding, advice);
    }

    static Check failure(String name, String finding, String advice) {
        return new Check(name, Status.failure, finding, advice);
    }

    static Check skipped(String name, String why) {
        return new Check(name, Status.skipped, why, "");
    }

    /** A check that could not be made. */
    static Check failure(String name, Throwable cause) {
        if (cause instanceof CruddurException known) {
            return failure(name, line(known.getMessage()), "");
        }
        if (cause instanceof AwsServiceException answered && answered.awsErrorDetails() != null) {
            String code = answered.awsErrorDetails().errorCode();
            return failure(
                    name,
                    "AWS answers " + code + ": "
                            + line(answered.awsErrorDetails().errorMessage()),
                    code.startsWith("AccessDenied")
                            ? "Allow the caller this action, or take another --profile"
                            : "See the check 'credentials' first");
        }
        return failure(name, cause.getClass().getSimpleName() + ": " + line(cause.getMessage()), "");
    }

    static String line(@Nullable String text) {
        return Objects.requireNonNullElse(text, "no details")
                .lines()
                .findFirst()
                .orElse("");
    }
}
