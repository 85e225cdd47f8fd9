package com.cruddur.api.security;

import com.cruddur.api.problem.Problems;
import com.cruddur.core.problem.ErrorCode;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Arrays;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Reads the media types of a request once, before anything is done for it. Later, in the middle of an answer, what cannot
 * be read would be a fault of ours.
 *
 * <ul>
 *   <li>{@code Accept} loses its parameters other than {@code q}: all text here is UTF-8, whatever charset somebody asks
 *       for. What is no list of media types is refused with 406; an empty list accepts everything (RFC 9110, 5.6.1).
 *   <li>{@code Content-Type} that is no media type is one that nothing here takes.
 *   <li>{@code Range} is ignored (RFC 9110, 14.2): no file here is large.
 * </ul>
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 2)
class CleanHeaders extends OncePerRequestFilter {

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        List<String> accept;
        try {
            accept = accept(request);
        } catch (InvalidMediaTypeException e) {
            Problems.write(request, response, ErrorCode.NOT_ACCEPTABLE);
            return;
        }
        chain.doFilter(new Cleaned(request, accept, contentType(request)), response);
    }

    /** Of each of its media types the name and the weight. */
    private static List<String> accept(HttpServletRequest request) {
        String types = Collections.list(request.getHeaders(HttpHeaders.ACCEPT)).stream()
                .flatMap(header -> Arrays.stream(header.split(",", -1)))
                .filter(type -> !type.isBlank())
                .collect(Collectors.joining(","));
        return MediaType.parseMediaTypes(types).stream()
                .map(type -> type.getType() + "/" + type.getSubtype()
                        + (type.getQualityValue() < 1 ? ";q=" + type.getQualityValue() : ""))
                .toList();
    }

    private static @Nullable String contentType(HttpServletRequest request) {
        String sent = request.getContentType();
        if (sent == null) {
            return null;
        }
        try {
            return MediaType.parseMediaType(sent).isConcrete() ? sent : MediaType.APPLICATION_OCTET_STREAM_VALUE;
        } catch (InvalidMediaTypeException e) {
            return MediaType.APPLICATION_OCTET_STREAM_VALUE;
        }
    }

    private static final class Cleaned extends HttpServletRequestWrapper {

        private final List<String> accept;
        private final @Nullable String contentType;

        Cleaned(HttpServletRequest request, List<String> accept, @Nullable String contentType) {
            super(request);
            this.accept = accept.isEmpty() ? List.of() : List.of(String.join(", ", accept));
            this.contentType = contentType;
        }

        @Override
        public @Nullable String getContentType() {
            return contentType;
        }

        @Override
        public @Nullable String getHeader(String name) {
            Enumeration<String> values = getHeaders(name);
            return values.hasMoreElements() ? values.nextElement() : null;
        }

        @Override
        public Enumeration<String> getHeaders(String name) {
            if (HttpHeaders.ACCEPT.equalsIgnoreCase(name)) {
                return Collections.enumeration(accept);
            }
            if (HttpHeaders.CONTENT_TYPE.equalsIgnoreCase(name)) {
                return Collections.enumeration(contentType == null ? List.of() : List.of(contentType));
            }
            if (HttpHeaders.RANGE.equalsIgnoreCase(name)) {
                return Collections.emptyEnumeration();
            }
            return super.getHeaders(name);
        }
    }
}
