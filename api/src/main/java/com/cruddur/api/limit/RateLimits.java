package com.cruddur.api.limit;

import io.github.bucket4j.TimeMeter;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.oauth2.server.resource.web.authentication.BearerTokenAuthenticationFilter;
import org.springframework.security.web.util.matcher.RequestMatcher;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.CorsFilter;

/**
 * The limits on the rate of requests, 429 beyond them.
 *
 * <p>They are kept in this process. With several instances behind a load balancer each has its own: a user may send
 * up to as many times the limit as there are instances, and a restart fills all buckets. That protects each instance,
 * which is what the limits are for; it is no quota. ADR 0012 says why.
 */
@Component
public class RateLimits {

    private final RateLimitProperties properties;
    private final TimeMeter time;

    /** @param time another clock than the system's, for tests */
    RateLimits(RateLimitProperties properties, ObjectProvider<TimeMeter> time) {
        this.properties = properties;
        this.time = time.getIfAvailable(() -> TimeMeter.SYSTEM_NANOTIME);
    }

    /**
     * Limits a chain of security filters: addresses before the token is looked at, and after CORS, so that pages of
     * other origins can read the refusal; users as soon as they are known.
     *
     * @param unlimited what a load balancer asks
     */
    public void limit(HttpSecurity http, RequestMatcher unlimited) {
        AddressLimitFilter addresses = new AddressLimitFilter(
                buckets(properties.addressBurst(), properties.addressPerMinute()),
                concurrency(properties.addressAtOnce()),
                new ClientAddress(properties.proxies()),
                unlimited);
        UserLimitFilter users = new UserLimitFilter(
                buckets(properties.userBurst(), properties.userPerMinute()),
                concurrency(properties.userAtOnce()),
                addresses);
        http.addFilterAfter(addresses, CorsFilter.class).addFilterAfter(users, BearerTokenAuthenticationFilter.class);
    }

    private Buckets buckets(int burst, int perMinute) {
        return properties.enabled()
                ? new Buckets(burst, perMinute, time)
                : new Buckets(Integer.MAX_VALUE, Integer.MAX_VALUE, time);
    }

    private ConcurrencyLimit concurrency(int most) {
        return new ConcurrencyLimit(properties.enabled() ? most : Integer.MAX_VALUE);
    }
}
