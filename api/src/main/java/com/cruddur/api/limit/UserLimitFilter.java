package com.cruddur.api.limit;

import com.cruddur.api.problem.Problems;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Counts a request with a valid token against its user (the token's {@code sub}), and no longer against the address:
 * a noisy colleague behind the same address takes nothing from the others there.
 */
final class UserLimitFilter extends OncePerRequestFilter {

    private final Buckets buckets;
    private final ConcurrencyLimit concurrency;
    private final AddressLimitFilter addresses;

    UserLimitFilter(Buckets buckets, ConcurrencyLimit concurrency, AddressLimitFilter addresses) {
        this.buckets = buckets;
        this.concurrency = concurrency;
        this.addresses = addresses;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        Authentication authentication = SecurityContextHolder.getContext().getAuthentication();
        if (authentication == null) {
            chain.doFilter(request, response);
            return;
        }
        addresses.forget(request);
        String user = authentication.getName();
        if (!concurrency.enter(user)) {
            Problems.writeTooManyRequests(request, response, 1);
            return;
        }
        try {
            long seconds = buckets.take(user);
            if (seconds > 0) {
                Problems.writeTooManyRequests(request, response, seconds);
            } else {
                chain.doFilter(request, response);
            }
        } finally {
            concurrency.leave(user);
        }
    }
}
