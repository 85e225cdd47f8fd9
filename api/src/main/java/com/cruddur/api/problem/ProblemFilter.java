package com.cruddur.api.problem;

import com.cruddur.core.problem.ErrorCode;
import jakarta.servlet.FilterChain;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/** What fails in a filter. */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 1)
class ProblemFilter extends OncePerRequestFilter {

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException {
        try {
            chain.doFilter(request, response);
        } catch (Exception failure) {
            if (Disconnection.caused(failure)) {
                return;
            }
            ErrorCode code = FailureCode.of(failure);
            FailureLog.failed(code, request.getMethod() + " " + request.getRequestURI(), failure);
            Problems.write(request, response, code);
        }
    }
}
