package com.cruddur.api.limit;

import jakarta.validation.constraints.Min;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How many requests one instance takes. A burst empties a bucket, which fills evenly.
 *
 * @param enabled whether there are limits at all
 * @param userAtOnce how many requests of a signed-in user are worked on at a time; a browser sends 6 to a host
 * @param userBurst the most requests that a user may send one upon the other; scrolling through 5,000 messages by
 *     20 is 250
 * @param userPerMinute what a user may send all the time
 * @param addressAtOnce as userAtOnce, for an address and requests without a valid token: several people may share one
 * @param addressBurst the same for an address, of requests without a valid token
 * @param addressPerMinute what an address may send all the time without a valid token
 * @param proxies how many proxies of our own a request comes through, each of which adds to {@code X-Forwarded-For}:
 *     2 behind CloudFront and a load balancer. Too few, and all the world has the proxy's address; too many, and
 *     everybody can choose one
 */
@ConfigurationProperties("cruddur.rate-limit")
@Validated
record RateLimitProperties(
        @DefaultValue("true") boolean enabled,
        @Min(1) @DefaultValue("32") int userAtOnce,
        @Min(1) @DefaultValue("600") int userBurst,
        @Min(1) @DefaultValue("1200") int userPerMinute,
        @Min(1) @DefaultValue("64") int addressAtOnce,
        @Min(1) @DefaultValue("2000") int addressBurst,
        @Min(1) @DefaultValue("6000") int addressPerMinute,
        @Min(0) @DefaultValue("0") int proxies) {}
