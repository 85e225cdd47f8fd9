package com.cruddur.cli.doctor;

import com.cruddur.cli.output.ErrorMessage;
import com.cruddur.core.problem.CruddurException;
import com.cruddur.core.problem.ErrorCode;
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
        if (cause instanceof CruddurException known && known.code() == ErrorCode.UNAUTHENTICATED) {
            return failure(name, "Not checked: there are no AWS credentials", "See the check 'credentials' first");
        }
        String finding = ErrorMessage.about(cause).text();
        if (cause instanceof AwsServiceException answered && answered.awsErrorDetails() != null) {
            return failure(
                    name,
                    finding,
                    answered.awsErrorDetails().errorCode().startsWith("AccessDenied")
                            ? "Allow the caller this action, or take another --profile"
                            : "See the check 'credentials' first");
        }
        return failure(name, finding, "");
    }
}
