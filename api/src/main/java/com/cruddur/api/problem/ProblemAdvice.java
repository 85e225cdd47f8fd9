package com.cruddur.api.problem;

import com.cruddur.core.problem.CruddurException;
import com.cruddur.core.problem.ErrorCode;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import org.springframework.web.ErrorResponse;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/** What fails in a controller, or on the way to it. */
@RestControllerAdvice
class ProblemAdvice {

    @ExceptionHandler
    void answer(Exception failure, HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (Disconnection.caused(failure)) {
            return;
        }
        if (failure instanceof CruddurException known) {
            Problems.write(request, response, known.codes(), String.valueOf(known.getMessage()));
            return;
        }
        ErrorCode code = FailureCode.of(failure);
        FailureLog.failed(code, request.getMethod() + " " + request.getRequestURI(), failure);
        if (failure instanceof ErrorResponse refusal) {
            // Allow, Accept: what would have been right.
            refusal.getHeaders().forEach((name, values) -> response.setHeader(name, String.join(", ", values)));
        }
        String detail = code == ErrorCode.MALFORMED_REQUEST ? Malformed.explain(failure) : Problems.detailOf(code);
        Problems.write(request, response, List.of(code), detail);
    }
}
