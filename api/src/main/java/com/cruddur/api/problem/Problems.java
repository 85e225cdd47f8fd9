package com.cruddur.api.problem;

import com.cruddur.api.http.RequestId;
import com.cruddur.core.problem.ErrorCode;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import tools.jackson.databind.json.JsonMapper;

/** Writes problems: the one way in which an error leaves the server. */
public final class Problems {

    /** What a client is told to wait: the burst capacity of a throttled table comes back by the second. */
    private static final String RETRY_AFTER_SECONDS = "2";

    private static final JsonMapper JSON = new JsonMapper();

    private Problems() {}

    /** What a client is told where the cause of a failure is none of its business. */
    public static String detailOf(ErrorCode code) {
        return switch (code) {
            case TEMPORARILY_UNAVAILABLE ->
                "Try again in " + RETRY_AFTER_SECONDS + " seconds. Send a message again under its Idempotency-Key";
            case INTERNAL_ERROR -> "The fault has been logged: report it with the request_id";
            case NOT_FOUND -> "Look at the path: /openapi.yaml lists those that exist";
            case METHOD_NOT_ALLOWED -> "The Allow header lists the methods of this path";
            case NOT_ACCEPTABLE ->
                "Accept the content type that /openapi.yaml names for this path: application/json for nearly all";
            case UNSUPPORTED_MEDIA_TYPE -> "Send the body as application/json";
            case UNAUTHENTICATED -> "Send a Cognito access token: Authorization: Bearer <token>";
            default -> code.title();
        };
    }

    public static void write(HttpServletRequest request, HttpServletResponse response, ErrorCode code)
            throws IOException {
        write(request, response, List.of(code), detailOf(code));
    }

    /** @param seconds how long the client must wait */
    public static void writeTooManyRequests(HttpServletRequest request, HttpServletResponse response, long seconds)
            throws IOException {
        response.setHeader(HttpHeaders.RETRY_AFTER, String.valueOf(seconds));
        write(
                request,
                response,
                List.of(ErrorCode.TOO_MANY_REQUESTS),
                "Try again in " + seconds + (seconds == 1 ? " second" : " seconds"));
    }

    /** Answers with a problem, or does nothing if the answer is on its way already. */
    public static void write(
            HttpServletRequest request, HttpServletResponse response, List<ErrorCode> codes, String detail)
            throws IOException {
        if (response.isCommitted()) {
            return;
        }
        String requestId = RequestId.of(request, request.getHeader(RequestId.HEADER));
        Problem problem = Problem.of(codes, detail, requestId);
        response.resetBuffer();
        response.setStatus(problem.status());
        response.setHeader(RequestId.HEADER, requestId);
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        response.setHeader("X-Content-Type-Options", "nosniff");
        if (!request.getInputStream().isFinished()) {
            // Nobody will read the rest, so the client's next request must not come behind it.
            response.setHeader(HttpHeaders.CONNECTION, "close");
        }
        switch (codes.get(0)) {
            case TEMPORARILY_UNAVAILABLE -> response.setHeader(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS);
            case TOO_MANY_REQUESTS -> {
                if (!response.containsHeader(HttpHeaders.RETRY_AFTER)) {
                    response.setHeader(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS);
                }
            }
            case UNAUTHENTICATED -> {
                if (!response.containsHeader(HttpHeaders.WWW_AUTHENTICATE)) {
                    response.setHeader(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
                }
            }
            default -> {}
        }
        byte[] body = JSON.writeValueAsBytes(problem);
        response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
        response.flushBuffer();
    }
}
