package com.cruddur.api.local;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.springframework.boot.web.server.servlet.context.AnnotationConfigServletWebServerApplicationContext;

/**
 * A real OpenID provider (Spring Authorization Server) for the sample users, in the place of Amazon Cognito: the
 * authorization code flow with PKCE for the pages, discovery, JWKS, refresh tokens, sign-out. Its tokens have Cognito's
 * claims.
 *
 * <p>It has a Spring context of its own, without Boot's autoconfiguration, so nothing of it reaches the API's. Sessions
 * and refresh tokens end with it; the signing key, and so every access token, outlives it.
 */
final class LocalSignIn implements AutoCloseable {

    static final String CLIENT_ID = "cruddur-web";
    static final String PASSWORD = "Cruddur1!";
    static final List<String> SCOPES = List.of("openid", "profile", "email");
    static final String CALLBACK_PATH = "/signin/callback";
    static final String JWKS_PATH = "/.well-known/jwks.json";

    /** Of access tokens. Cognito's default. */
    static final Duration TOKEN_LIFE = Duration.ofHours(1);

    private final URI issuer;
    private final AnnotationConfigServletWebServerApplicationContext context;

    private LocalSignIn(URI issuer, AnnotationConfigServletWebServerApplicationContext context) {
        this.issuer = issuer;
        this.context = context;
    }

    /**
     * @param port a free one
     * @param origins of the pages that may use it, such as {@code http://127.0.0.1:4567}
     * @param keyFile holds the signing key; made if it is absent
     */
    static LocalSignIn start(int port, List<String> origins, List<Account> accounts, Path keyFile) {
        URI issuer = URI.create("http://127.0.0.1:" + port);
        var context = new AnnotationConfigServletWebServerApplicationContext();
        context.registerBean(
                SignInConfiguration.class,
                () -> new SignInConfiguration(issuer, origins, accounts, SigningKey.keptIn(keyFile)));
        context.refresh();
        return new LocalSignIn(issuer, context);
    }

    URI issuer() {
        return issuer;
    }

    URI jwks() {
        return issuer.resolve(JWKS_PATH);
    }

    @Override
    public void close() {
        context.close();
    }
}
