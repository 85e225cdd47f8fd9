package com.cruddur.api.security.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.cruddur.api.testing.TokenIssuer;
import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKMatcher;
import com.nimbusds.jose.jwk.JWKSelector;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SigningKeysTest {

    private final TokenIssuer issuer = TokenIssuer.start();
    private final SigningKeys keys = new SigningKeys(issuer.keys());

    @AfterEach
    void stop() {
        issuer.close();
    }

    @Test
    void keysAreFetchedOnce() throws KeySourceException {
        for (int i = 0; i < 5; i++) {
            assertThat(find(issuer.key().getKeyID())).hasSize(1);
        }

        assertThat(issuer.fetches()).isEqualTo(1);
    }

    @Test
    void aNewKeyIsFoundWhenTheFirstTokenNamesIt() throws KeySourceException {
        find(issuer.key().getKeyID());
        issuer.rotate();

        assertThat(find(issuer.key().getKeyID())).hasSize(1);
        assertThat(issuer.fetches()).isEqualTo(2);
    }

    @Test
    void inventedKeyIdsAreNotFoundAndDoNotMakeUsAskTheIssuerEachTime() throws KeySourceException {
        find(issuer.key().getKeyID());
        for (int i = 0; i < 20; i++) {
            assertThat(find("invented-" + i)).isEmpty();
        }

        assertThat(issuer.fetches()).isEqualTo(2);
        assertThat(find(issuer.key().getKeyID())).hasSize(1);
    }

    @Test
    void knownKeysOutliveTheIssuer() throws KeySourceException {
        find(issuer.key().getKeyID());
        issuer.close();

        assertThat(find(issuer.key().getKeyID())).hasSize(1);
        assertThat(find("invented")).isEmpty();
    }

    @Test
    void keysThatShouldBeFetchedAgainAreGoodWhileTheIssuerIsAwayThoughNotForever() throws Exception {
        SigningKeys patient = keysOutdatedAtOnce(Duration.ofHours(4));
        SigningKeys impatient = keysOutdatedAtOnce(Duration.ofMillis(1));
        find(patient, issuer.key().getKeyID());
        find(impatient, issuer.key().getKeyID());
        int before = issuer.fetches();
        Thread.sleep(10);
        find(patient, issuer.key().getKeyID());
        assertThat(issuer.fetches()).as("they are asked for again").isEqualTo(before + 1);

        issuer.close();
        for (int i = 0; i < 5; i++) {
            Thread.sleep(10);
            assertThat(find(patient, issuer.key().getKeyID())).hasSize(1);
        }
        assertThatThrownBy(() -> find(impatient, issuer.key().getKeyID())).isInstanceOf(KeySourceException.class);
    }

    /** Each byte comes soon, and the last one after a quarter of a minute. */
    @Test
    void anIssuerThatDripsIsNotWaitedFor() throws IOException {
        try (ServerSocket slow = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            CompletableFuture<Boolean> hungUp = CompletableFuture.supplyAsync(() -> hangsUpOnDrips(slow));
            SigningKeys slowKeys =
                    new SigningKeys(URI.create("http://127.0.0.1:" + slow.getLocalPort() + "/jwks.json"));

            assertThatThrownBy(() -> find(slowKeys, "any")).isInstanceOf(KeySourceException.class);
            assertThat(hungUp.join()).isTrue();
        }
    }

    @Test
    void aRedirectIsNotFollowed() throws Exception {
        HttpServer elsewhere = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        elsewhere.createContext("/", exchange -> {
            exchange.getResponseHeaders().set("Location", issuer.keys().toString());
            exchange.sendResponseHeaders(302, -1);
            exchange.close();
        });
        elsewhere.start();
        try {
            SigningKeys redirected = new SigningKeys(
                    URI.create("http://127.0.0.1:" + elsewhere.getAddress().getPort() + "/jwks.json"));

            assertThatThrownBy(() -> find(redirected, issuer.key().getKeyID())).isInstanceOf(KeySourceException.class);
            assertThat(issuer.fetches()).isZero();
        } finally {
            elsewhere.stop(0);
        }
    }

    @Test
    void withoutAnyKeyEveryAttemptFails() {
        issuer.close();

        for (int i = 0; i < 5; i++) {
            assertThatThrownBy(() -> find(issuer.key().getKeyID())).isInstanceOf(KeySourceException.class);
        }
    }

    private SigningKeys keysOutdatedAtOnce(Duration outage) {
        return new SigningKeys(issuer.keys(), Duration.ofMillis(2), Duration.ofMillis(1), outage);
    }

    private static boolean hangsUpOnDrips(ServerSocket server) {
        try (Socket client = server.accept()) {
            OutputStream out = client.getOutputStream();
            out.write("HTTP/1.1 200 OK\r\nContent-Length: 60000\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            for (int i = 0; i < 150; i++) {
                out.write(' ');
                Thread.sleep(100);
            }
            return false;
        } catch (IOException e) {
            return true;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private List<JWK> find(String keyId) throws KeySourceException {
        return find(keys, keyId);
    }

    private static List<JWK> find(SigningKeys keys, String keyId) throws KeySourceException {
        return keys.get(new JWKSelector(new JWKMatcher.Builder().keyID(keyId).build()), null);
    }
}
