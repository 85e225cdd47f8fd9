package com.cruddur.api.local;

import java.time.Instant;
import java.util.Collection;
import java.util.Date;
import java.util.Map;
import java.util.UUID;

/**
 * Gives a token the claims that Amazon Cognito gives it, no more and no fewer, so that the API's checks are the same
 * code everywhere.
 *
 * @see <a href="https://docs.aws.amazon.com/cognito/latest/developerguide/amazon-cognito-user-pools-using-the-access-token.html">Understanding
 *     the access token</a>
 * @see <a href="https://docs.aws.amazon.com/cognito/latest/developerguide/amazon-cognito-user-pools-using-the-id-token.html">Understanding
 *     the identity token</a>
 */
final class CognitoClaims {

    private CognitoClaims() {}

    /** @param claims those of any JWT access token: {@code iss}, {@code sub}, {@code iat}, {@code exp}, {@code jti} */
    static void access(
            Map<String, Object> claims,
            String clientId,
            Collection<String> scopes,
            String originJti,
            Instant authenticated) {
        claims.remove("aud");
        claims.remove("nbf");
        claims.put("client_id", clientId);
        claims.put("scope", String.join(" ", scopes));
        claims.put("username", String.valueOf(claims.get("sub")));
        session(claims, "access", originJti, authenticated);
    }

    /** @param claims those of any OpenID Connect ID token */
    static void id(Map<String, Object> claims, Account account, String originJti, Instant authenticated) {
        claims.remove("azp");
        claims.put("cognito:username", account.sub());
        claims.put("preferred_username", account.handle());
        claims.put("name", account.user().displayName());
        claims.put("email", account.user().email());
        claims.put("email_verified", true);
        session(claims, "id", originJti, authenticated);
    }

    private static void session(Map<String, Object> claims, String use, String originJti, Instant authenticated) {
        claims.put("token_use", use);
        claims.put("origin_jti", originJti);
        claims.put("event_id", UUID.randomUUID().toString());
        claims.put("auth_time", Date.from(authenticated));
    }
}
