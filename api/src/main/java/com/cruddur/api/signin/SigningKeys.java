package com.cruddur.api.signin;

import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKMatcher;
import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.jwk.source.RateLimitReachedException;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jose.util.Resource;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.URL;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.client.ClientHttpResponse;
import org.springframework.http.client.JdkClientHttpRequestFactory;

/**
 * The issuer's public keys (its JWKS): kept for five minutes, fetched again for a key id that is not among
 * them, though not more often than twice in ten seconds, and for four hours good enough while the issuer is
 * away.
 *
 * <p>Nobody waits longer than 6 s: at worst for a fetch that fails, the last of its ten seconds, then for the first of
 * the next ten, and then for one of their own.
 */
final class SigningKeys implements JWKSource<SecurityContext> {

    private static final Duration TIME_TO_LIVE = Duration.ofMinutes(5);
    private static final Duration OUTAGE = Duration.ofHours(4);
    private static final Duration MIN_INTERVAL = Duration.ofSeconds(10);

    /** All of a fetch, from connecting to the last byte. */
    private static final Duration FETCH = Duration.ofMillis(1_800);

    /** To wait for somebody else's fetch. */
    private static final Duration REFRESH_TIMEOUT = Duration.ofSeconds(2);

    private static final int MAX_BYTES = 64 * 1024;

    private static final JWKSelector ANY = new JWKSelector(new JWKMatcher.Builder().build());

    private final JdkClientHttpRequestFactory http;
    private final JWKSource<SecurityContext> issuer;

    SigningKeys(URI url) {
        this(url, TIME_TO_LIVE, MIN_INTERVAL, OUTAGE);
    }

    /**
     * @param timeToLive how long keys are used without asking again
     * @param minInterval time in which the issuer is asked twice at most
     * @param outage how long after they were fetched keys are used if the issuer is away
     */
    SigningKeys(URI url, Duration timeToLive, Duration minInterval, Duration outage) {
        // A redirect is not followed: keys come from the address that was configured.
        this.http = new JdkClientHttpRequestFactory(HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(FETCH)
                .build());
        http.setReadTimeout(FETCH);
        try {
            this.issuer = JWKSourceBuilder.<SecurityContext>create(url.toURL(), this::fetch)
                    .cache(timeToLive.toMillis(), REFRESH_TIMEOUT.toMillis())
                    .refreshAheadCache(false)
                    .outageTolerant(outage.toMillis())
                    .rateLimited(minInterval.toMillis())
                    .build();
        } catch (MalformedURLException e) {
            throw new IllegalArgumentException("No address of signing keys: " + url, e);
        }
    }

    @Override
    public List<JWK> get(JWKSelector selector, @Nullable SecurityContext context) throws KeySourceException {
        try {
            return issuer.get(selector, context);
        } catch (RateLimitReachedException e) {
            // Either we have no keys at all, and this fails again; or the key id was not among the issuer's
            // seconds ago: then the token is to blame, and inventing key ids makes nobody else's token fail.
            issuer.get(ANY, context);
            return List.of();
        }
    }

    private Resource fetch(URL url) throws IOException {
        try (ClientHttpResponse answer =
                http.createRequest(URI.create(url.toString()), HttpMethod.GET).execute()) {
            if (answer.getStatusCode() != HttpStatus.OK) {
                throw new IOException(url + " answers " + answer.getStatusCode());
            }
            byte[] keys = answer.getBody().readNBytes(MAX_BYTES + 1);
            if (keys.length > MAX_BYTES) {
                throw new IOException(url + " has more than " + MAX_BYTES + " bytes");
            }
            return new Resource(new String(keys, StandardCharsets.UTF_8), null);
        }
    }
}
