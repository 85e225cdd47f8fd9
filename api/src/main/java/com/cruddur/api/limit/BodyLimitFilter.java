package com.cruddur.api.limit;

import com.cruddur.api.problem.Problems;
import com.cruddur.core.problem.ErrorCode;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Refuses bodies over 16 KiB, announced or not: a message of 1,024 characters has 12 KiB where every one of them
 * is written as JSON's escapes. Also those that come too slowly, those that are not UTF-8, and packed ones: nothing
 * is ever unpacked here. It comes after the security filters, so that a stranger's body is not read.
 */
@Component
@Order
class BodyLimitFilter extends OncePerRequestFilter {

    static final int MAX_BYTES = 16 * 1024;

    private static final Duration MAX_TIME = Duration.ofSeconds(10);

    private static final Set<String> WITHOUT_BODY = Set.of("GET", "HEAD");

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (WITHOUT_BODY.contains(request.getMethod())) {
            if (bringsBody(request)) {
                // Nobody will read it, so the client's next request must not come behind it.
                response.setHeader(HttpHeaders.CONNECTION, "close");
            }
            chain.doFilter(request, response);
            return;
        }
        if (!bringsBody(request)) {
            chain.doFilter(request, response);
            return;
        }
        if (isPacked(request)) {
            response.setHeader(HttpHeaders.ACCEPT_ENCODING, "identity");
            refuse(
                    request,
                    response,
                    ErrorCode.UNSUPPORTED_MEDIA_TYPE,
                    "Remove Content-Encoding: send the body uncompressed");
            return;
        }
        if (request.getContentLengthLong() > MAX_BYTES) {
            tooLarge(request, response);
            return;
        }
        byte[] body = new byte[MAX_BYTES + 1];
        int length = 0;
        long start = System.nanoTime();
        InputStream in = request.getInputStream();
        for (int n = 0; n >= 0 && length < body.length; n = in.read(body, length, body.length - length)) {
            length += n;
            if (System.nanoTime() - start > MAX_TIME.toNanos()) {
                refuse(request, response, ErrorCode.MALFORMED_REQUEST, "The body came too slowly");
                return;
            }
        }
        if (length > MAX_BYTES) {
            tooLarge(request, response);
            return;
        }
        if (!isUtf8(ByteBuffer.wrap(body, 0, length))) {
            refuse(request, response, ErrorCode.MALFORMED_REQUEST, "The body is not JSON in UTF-8");
            return;
        }
        chain.doFilter(new RequestWithBody(request, Arrays.copyOf(body, length)), response);
    }

    /**
     * As RFC 8259 wants it. Jackson takes characters in more bytes than they need (RFC 3629, 10: what was checked is
     * then not what is read), and the other encodings of Unicode, which have bytes of 0 where JSON in UTF-8 has none.
     */
    private static boolean isUtf8(ByteBuffer body) {
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(body).chars().noneMatch(c -> c == 0);
        } catch (CharacterCodingException e) {
            return false;
        }
    }

    private static boolean bringsBody(HttpServletRequest request) {
        return request.getContentLengthLong() > 0 || request.getHeader(HttpHeaders.TRANSFER_ENCODING) != null;
    }

    private static boolean isPacked(HttpServletRequest request) {
        String encoding = request.getHeader(HttpHeaders.CONTENT_ENCODING);
        return encoding != null && !encoding.strip().equalsIgnoreCase("identity");
    }

    private static void tooLarge(HttpServletRequest request, HttpServletResponse response) throws IOException {
        refuse(request, response, ErrorCode.PAYLOAD_TOO_LARGE, "A request body may have " + MAX_BYTES + " bytes");
    }

    private static void refuse(HttpServletRequest request, HttpServletResponse response, ErrorCode code, String detail)
            throws IOException {
        Problems.write(request, response, List.of(code), detail);
    }
}
