package com.cruddur.api.signin;

import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKMatcher;
import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.jwk.source.RateLimitReachedException;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jose.util.DefaultResourceRetriever;
import java.net.MalformedURLException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The issuer's public keys (its JWKS): kept for five minutes, fetched again for a key id that is not among
 * them, though not more often than twice in ten seconds, and for four hours good enough while the issuer is
 * away.
 */
final class SigningKeys implements JWKSource<SecurityContext> {

    private static final Duration TIME_TO_LIVE = Duration.ofMinutes(5);
    private static final Duration REFRESH_TIMEOUT = Duration.ofSeconds(5);
    private static final Duration OUTAGE = Duration.ofHours(4);
    private static final Duration MIN_INTERVAL = Duration.ofSeconds(10);
    private static final Duration HTTP_TIMEOUT = Duration.ofMillis(1_500);
    private static final int MAX_BYTES = 64 * 1024;

    private static final JWKSelector ANY = new JWKSelector(new JWKMatcher.Builder().build());

    private final JWKSource<SecurityContext> issuer;

    SigningKeys(URI url) {
        int timeout = (int) HTTP_TIMEOUT.toMillis();
        try {
            this.issuer = JWKSourceBuilder.<SecurityContext>create(
                            url.toURL(), new DefaultResourceRetriever(timeout, timeout, MAX_BYTES))
                    .cache(TIME_TO_LIVE.toMillis(), REFRESH_TIMEOUT.toMillis())
                    .refreshAheadCache(false)
                    .outageTolerant(OUTAGE.toMillis())
                    .rateLimited(MIN_INTERVAL.toMillis())
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
}
