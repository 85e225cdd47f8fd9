package com.cruddur.api.problem;

import com.cruddur.core.problem.ErrorCode;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;

/** The body of every error (RFC 9457). */
record Problem(
        String type,
        String title,
        int status,
        String detail,
        List<String> errors,
        @JsonProperty("request_id") String requestId) {

    /** @param codes all that is wrong; the first gives type, title and status */
    static Problem of(List<ErrorCode> codes, String detail, String requestId) {
        ErrorCode first = codes.get(0);
        return new Problem(
                first.type(),
                first.title(),
                first.httpStatus(),
                detail,
                codes.stream().map(ErrorCode::code).toList(),
                requestId);
    }
}
