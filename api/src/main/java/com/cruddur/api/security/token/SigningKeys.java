package com.cruddur.api.security.token;

import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKMatcher;
import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.jwk.source.RateLimitReachedException;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jose.util.Resource;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.URL;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * The issuer's public keys (its JWKS): kept for five minutes, fetched again for a key id that is not among
 * them, though not more often than twice in ten seconds, and for four hours good enough while the issuer is
 * away.
 *
 * <p>A caller waits at most 6 s (three failed attempts). The issuer is asked twice
 * in ten seconds, and such a span may end in between.
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

    private final HttpClient http;
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
        this.http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .executor(Executors.newCachedThreadPool(SigningKeys::thread))
                .build();
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

    /** Not of the web application that asks first: Tomcat would miss it at the end. */
    private static Thread thread(Runnable work) {
        Thread thread = new Thread(work, "signing-keys");
        thread.setDaemon(true);
        thread.setContextClassLoader(SigningKeys.class.getClassLoader());
        return thread;
    }

    private Resource fetch(URL url) throws IOException {
        ByteArrayOutputStream keys = new ByteArrayOutputStream();
        CompletableFuture<HttpResponse<Void>> fetching = http.sendAsync(
                HttpRequest.newBuilder(URI.create(url.toString())).build(),
                BodyHandlers.ofByteArrayConsumer(part -> part.ifPresent(
                        bytes -> keys.write(bytes, 0, Math.min(bytes.length, MAX_BYTES + 1 - keys.size())))));
        try {
            int status = fetching.get(FETCH.toMillis(), TimeUnit.MILLISECONDS).statusCode();
            if (status != 200 || keys.size() > MAX_BYTES) {
                throw new IOException(url + " answers " + status + " and " + keys.size() + " bytes");
            }
            return new Resource(keys.toString(StandardCharsets.UTF_8), null);
        } catch (ExecutionException | TimeoutException e) {
            throw new IOException(url + " does not answer", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("Interrupted while keys were fetched", e);
        } finally {
            fetching.cancel(true);
        }
    }
}
