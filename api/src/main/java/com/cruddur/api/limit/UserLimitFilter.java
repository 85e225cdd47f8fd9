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

    private final Buckets users;
    private final Buckets addresses;
    private final ClientAddress clientAddress;

    UserLimitFilter(Buckets users, Buckets addresses, ClientAddress clientAddress) {
        this.users = users;
        this.addresses = addresses;
        this.clientAddress = clientAddress;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        Authentication user = SecurityContextHolder.getContext().getAuthentication();
        if (user == null) {
            chain.doFilter(request, response);
            return;
        }
        addresses.giveBack(clientAddress.of(request));
        long seconds = users.take(user.getName());
        if (seconds > 0) {
            Problems.writeTooManyRequests(request, response, seconds);
        } else {
            chain.doFilter(request, response);
        }
    }
}
