package com.cruddur.api.limit;

import com.cruddur.api.problem.Problems;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.security.web.util.matcher.RequestMatcher;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Counts each request against its address, before anybody looks at its token. {@link UserLimitFilter} takes that back
 * where the token turns out to be valid.
 */
final class AddressLimitFilter extends OncePerRequestFilter {

    private static final String COUNTED = AddressLimitFilter.class.getName();

    private final Buckets buckets;
    private final ConcurrencyLimit concurrency;
    private final ClientAddress clientAddress;
    private final RequestMatcher unlimited;

    AddressLimitFilter(
            Buckets buckets, ConcurrencyLimit concurrency, ClientAddress clientAddress, RequestMatcher unlimited) {
        this.buckets = buckets;
        this.concurrency = concurrency;
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
        String address = clientAddress.of(request);
        if (!concurrency.enter(address)) {
            Problems.writeTooManyRequests(request, response, 1);
            return;
        }
        request.setAttribute(COUNTED, address);
        try {
            long seconds = buckets.take(address);
            if (seconds > 0) {
                Problems.writeTooManyRequests(request, response, seconds);
            } else {
                chain.doFilter(request, response);
            }
        } finally {
            if (request.getAttribute(COUNTED) != null) {
                concurrency.leave(address);
            }
        }
    }

    /** As if the request had not come from its address. */
    void forget(HttpServletRequest request) {
        if (request.getAttribute(COUNTED) instanceof String address) {
            request.removeAttribute(COUNTED);
            buckets.giveBack(address);
            concurrency.leave(address);
        }
    }
}
