package com.cruddur.api.security;

import com.cruddur.api.contract.Operations;
import com.cruddur.api.problem.Problems;
import com.cruddur.core.problem.ErrorCode;
import com.cruddur.core.problem.SparseLog;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.security.web.authentication.AuthenticationFailureHandler;
import org.springframework.stereotype.Component;

/** How the security filters say no. */
@Component
class SecurityProblems implements AuthenticationEntryPoint, AuthenticationFailureHandler, AccessDeniedHandler {

    private static final Logger LOG = LoggerFactory.getLogger(SecurityProblems.class);
    private static final SparseLog UNCHECKED = new SparseLog(LOG::warn);

    private final NotFoundPage page;
    private final Operations operations;

    SecurityProblems(NotFoundPage page, Operations operations) {
        this.page = page;
        this.operations = operations;
    }

    /** The token was looked at and not accepted, or could not be looked at. */
    @Override
    public void onAuthenticationFailure(
            HttpServletRequest request, HttpServletResponse response, AuthenticationException failure)
            throws IOException {
        if (failure instanceof AuthenticationServiceException) {
            UNCHECKED.add("token", "No access token can be checked for now: " + failure.getMessage());
            Problems.write(request, response, ErrorCode.TEMPORARILY_UNAVAILABLE);
        } else {
            commence(request, response, failure);
        }
    }

    /**
     * A token is missing or was not accepted. What does not exist says so all the same: a client must not take a missing
     * path for a session that has ended. Outside of the API there is nothing that a token would open.
     */
    @Override
    public void commence(HttpServletRequest request, HttpServletResponse response, AuthenticationException failure)
            throws IOException {
        if (!Paths.API.matches(request)) {
            notFound(request, response);
            return;
        }
        Optional<Set<String>> methods = operations.methodsOf(request);
        if (methods.isEmpty()) {
            Problems.write(request, response, ErrorCode.NOT_FOUND);
        } else if (!methods.get().contains(request.getMethod())) {
            response.setHeader(HttpHeaders.ALLOW, String.join(", ", methods.get()));
            Problems.write(request, response, ErrorCode.METHOD_NOT_ALLOWED);
        } else if (failure instanceof OAuth2AuthenticationException) {
            LOG.debug("An access token is refused: {}", failure.getMessage());
            response.setHeader(HttpHeaders.WWW_AUTHENTICATE, "Bearer error=\"invalid_token\"");
            Problems.write(
                    request,
                    response,
                    List.of(ErrorCode.UNAUTHENTICATED),
                    "The token is expired, broken or no access token of this API: refresh it, or sign in again");
        } else {
            Problems.write(request, response, ErrorCode.UNAUTHENTICATED);
        }
    }

    /** Nothing depends on rights that one user has and another lacks, so there is only what does not exist. */
    @Override
    public void handle(HttpServletRequest request, HttpServletResponse response, AccessDeniedException denied)
            throws IOException {
        notFound(request, response);
    }

    private void notFound(HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (!page.show(request, response)) {
            Problems.write(request, response, ErrorCode.NOT_FOUND);
        }
    }
}
