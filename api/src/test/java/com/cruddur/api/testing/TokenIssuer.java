package com.cruddur.api.testing;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.Provider;
import java.time.Instant;
import java.util.Date;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import org.conscrypt.Conscrypt;
import org.jspecify.annotations.Nullable;

/** A user pool of Cognito, as far as an API sees it: access tokens, and the keys to check them with. */
public final class TokenIssuer implements AutoCloseable {

    public static final String CLIENT_ID = "2b4nr3h7v5test";

    /**
     * Tests sign by the thousand. Measured: 14 ms for a signature by the JDK without its second compiler, 1.5 ms by this.
     * Where there is no library for the machine (ARM), the JDK signs.
     */
    private static final @Nullable Provider NATIVE_CODE = Conscrypt.isAvailable() ? Conscrypt.newProvider() : null;

    private final HttpServer server;
    private final AtomicInteger fetches = new AtomicInteger();
    private volatile RSAKey key = newKey();

    private TokenIssuer(HttpServer server) {
        this.server = server;
    }

    public static TokenIssuer start() {
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            TokenIssuer issuer = new TokenIssuer(server);
            server.createContext("/pool/.well-known/jwks.json", exchange -> {
                issuer.fetches.incrementAndGet();
                byte[] keys = new JWKSet(issuer.key.toPublicJWK()).toString().getBytes(StandardCharsets.UTF_8);
                exchange.getResponseHeaders().set("Content-Type", "application/json");
                exchange.sendResponseHeaders(200, keys.length);
                exchange.getResponseBody().write(keys);
                exchange.close();
            });
            server.start();
            return issuer;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public URI issuer() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/pool");
    }

    public URI keys() {
        return URI.create(issuer() + "/.well-known/jwks.json");
    }

    /** How often somebody has asked for the keys. */
    public int fetches() {
        return fetches.get();
    }

    /** From now on signs with another key; the old one is forgotten. */
    public void rotate() {
        key = newKey();
    }

    public RSAKey key() {
        return key;
    }

    /** A valid access token. */
    public String token(String sub) {
        return token(sub, claims -> claims);
    }

    /** A signed access token with other claims. */
    public String token(String sub, UnaryOperator<JWTClaimsSet.Builder> claims) {
        return sign(claims.apply(claims(sub)).build(), key);
    }

    public static String sign(JWTClaimsSet claims, RSAKey key) {
        try {
            JWSSigner signer = new RSASSASigner(key);
            signer.getJCAContext().setProvider(NATIVE_CODE);
            return sign(
                    claims,
                    new JWSHeader.Builder(JWSAlgorithm.RS256)
                            .keyID(key.getKeyID())
                            .build(),
                    signer);
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    public static String sign(JWTClaimsSet claims, JWSHeader header, JWSSigner signer) {
        try {
            SignedJWT token = new SignedJWT(header, claims);
            token.sign(signer);
            return token.serialize();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Those of Cognito's access tokens. */
    public JWTClaimsSet.Builder claims(String sub) {
        Instant now = Instant.now();
        return new JWTClaimsSet.Builder()
                .issuer(issuer().toString())
                .subject(sub)
                .claim("token_use", "access")
                .claim("client_id", CLIENT_ID)
                .claim("scope", "aws.cognito.signin.user.admin")
                .claim("username", sub)
                .jwtID(UUID.randomUUID().toString())
                .issueTime(Date.from(now))
                .expirationTime(Date.from(now.plusSeconds(3600)));
    }

    public static RSAKey newKey() {
        try {
            return new RSAKeyGenerator(2048)
                    .keyID(UUID.randomUUID().toString())
                    .algorithm(JWSAlgorithm.RS256)
                    .generate();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
