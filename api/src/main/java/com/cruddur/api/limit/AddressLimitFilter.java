package com.cruddur.api.limit;

import com.cruddur.api.problem.Problems;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.security.web.util.matcher.RequestMatcher;
import org.springframework.web.filter.OncePerRequestFilter;

/** Counts each request against its address, before anybody looks at its token. */
final class AddressLimitFilter extends OncePerRequestFilter {

    private final Buckets addresses;
    private final ClientAddress clientAddress;
    private final RequestMatcher unlimited;

    AddressLimitFilter(Buckets addresses, ClientAddress clientAddress, RequestMatcher unlimited) {
        this.addresses = addresses;
        this.clientAddress = clientAddress;
        this.unlimited = unlimited;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return unlimited.matches(request);
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        long seconds = addresses.take(clientAddress.of(request));
        if (seconds > 0) {
            Problems.writeTooManyRequests(request, response, seconds);
        } else {
            chain.doFilter(request, response);
        }
    }
}
