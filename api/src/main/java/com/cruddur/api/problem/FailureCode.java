package com.cruddur.api.problem;

import com.cruddur.core.problem.ErrorCode;
import org.apache.coyote.BadRequestException;
import org.apache.tomcat.util.http.InvalidParameterException;
import org.springframework.beans.TypeMismatchException;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.security.web.firewall.RequestRejectedException;
import org.springframework.web.ErrorResponse;

/** The error code of any failure on the way to an answer, those by which libraries say that a request is malformed too. */
final class FailureCode {

    private FailureCode() {}

    static ErrorCode of(Throwable failure) {
        if (failure instanceof ErrorResponse refusal) {
            return StatusCodes.of(refusal.getStatusCode().value());
        }
        for (Throwable t = failure; t != null; t = t.getCause()) {
            if (isMalformedRequest(t)) {
                return ErrorCode.MALFORMED_REQUEST;
            }
        }
        return ErrorCode.of(failure);
    }

    private static boolean isMalformedRequest(Throwable failure) {
        return failure instanceof HttpMessageNotReadableException
                || failure instanceof TypeMismatchException
                // A query that cannot be decoded, or has too many parameters. Its message has their values.
                || failure instanceof InvalidParameterException
                // A body whose chunks are none.
                || failure instanceof BadRequestException
                || failure instanceof RequestRejectedException;
    }
}
