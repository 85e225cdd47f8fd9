package com.cruddur.api.limit;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.security.authentication.TestingAuthenticationToken;
import org.springframework.security.core.context.SecurityContextHolder;

class UserLimitFilterTest {

    private final StoppedTime time = new StoppedTime();
    private final AddressLimitFilter addresses = new AddressLimitFilter(
            new Buckets(1, 1, time), new ConcurrencyLimit(1), new ClientAddress(0), request -> false);
    private final UserLimitFilter usersWithoutPlace =
            new UserLimitFilter(new Buckets(9, 9, time), new ConcurrencyLimit(0), addresses);
    private final AtomicInteger served = new AtomicInteger();

    @AfterEach
    void signOut() {
        SecurityContextHolder.clearContext();
    }

    @Test
    void whoIsRefusedForTooManyAtOnceCostsTheirAddressNothing() throws ServletException, IOException {
        for (int i = 0; i < 5; i++) {
            SecurityContextHolder.getContext().setAuthentication(new TestingAuthenticationToken("noisy", "token"));
            assertThat(send()).isEqualTo(429);
        }
        assertThat(served).hasValue(0);

        SecurityContextHolder.clearContext();
        assertThat(send()).isEqualTo(200);
        assertThat(send()).isEqualTo(429);
        assertThat(served).hasValue(1);
    }

    private int send() throws ServletException, IOException {
        FilterChain controllers = (request, response) -> served.incrementAndGet();
        MockHttpServletResponse answer = new MockHttpServletResponse();
        addresses.doFilter(
                new MockHttpServletRequest("GET", "/api/activities/home"),
                answer,
                (request, response) -> usersWithoutPlace.doFilter(request, response, controllers));
        return answer.getStatus();
    }
}
