package com.cruddur.api.problem;

import com.cruddur.core.problem.ErrorCode;

/** The error codes of what Spring and Tomcat refuse by themselves. */
final class StatusCodes {

    private StatusCodes() {}

    static ErrorCode of(int httpStatus) {
        return switch (httpStatus) {
            case 401 -> ErrorCode.UNAUTHENTICATED;
            case 404 -> ErrorCode.NOT_FOUND;
            case 405 -> ErrorCode.METHOD_NOT_ALLOWED;
            case 406 -> ErrorCode.NOT_ACCEPTABLE;
            case 413 -> ErrorCode.PAYLOAD_TOO_LARGE;
            case 415 -> ErrorCode.UNSUPPORTED_MEDIA_TYPE;
            case 429 -> ErrorCode.TOO_MANY_REQUESTS;
            case 503 -> ErrorCode.TEMPORARILY_UNAVAILABLE;
            // Tomcat's names for requests in a version or an encoding of HTTP that it does not know.
            case 501, 505 -> ErrorCode.MALFORMED_REQUEST;
            default -> httpStatus >= 500 ? ErrorCode.INTERNAL_ERROR : ErrorCode.MALFORMED_REQUEST;
        };
    }
}
