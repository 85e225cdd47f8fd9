package com.cruddur.api.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.cruddur.cli.sample.SampleUser;
import com.cruddur.core.people.Handle;
import com.cruddur.core.testing.Ports;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Signs in as a browser does, and looks at what comes out. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LocalSignInIT {

    private static final String ORIGIN = "http://127.0.0.1:4567";
    private static final Account LONDO = account("londo", "Londo Mollari");
    private static final Account BAYKO = account("bayko", "Andrew Bayko");

    private LocalSignIn signIn;

    private static Account account(String handle, String displayName) {
        return new Account(new SampleUser(new Handle(handle), displayName, handle + "@users.cruddur.example"));
    }

    @BeforeAll
    void start(@TempDir Path dir) {
        signIn = LocalSignIn.start(
                Ports.preferably(0), List.of(ORIGIN), List.of(LONDO, BAYKO), dir.resolve("signing-key.json"));
    }

    @AfterAll
    void stop() {
        signIn.close();
    }

    @Test
    void discoveryNamesTheEndpointsAndTheKey() throws Exception {
        Map<String, Object> discovery = browser().getJson("/.well-known/openid-configuration");

        assertThat(discovery)
                .containsEntry("issuer", signIn.issuer().toString())
                .containsEntry("jwks_uri", signIn.jwks().toString())
                .containsKeys("authorization_endpoint", "token_endpoint", "end_session_endpoint", "userinfo_endpoint");
        assertThat(publicKeys().getKeys())
                .singleElement()
                .satisfies(key -> assertThat(key.isPrivate()).isFalse());
    }

    @Test
    void codeFlowWithPkceEndsInTokensWithTheClaimsOfCognito() throws Exception {
        Map<String, Object> tokens = browser().signIn("londo", LocalSignIn.PASSWORD);

        JWTClaimsSet access = verified(tokens.get("access_token"));
        assertThat(access.getClaims().keySet())
                .containsExactlyInAnyOrder(
                        "sub",
                        "iss",
                        "client_id",
                        "origin_jti",
                        "event_id",
                        "token_use",
                        "scope",
                        "auth_time",
                        "exp",
                        "iat",
                        "jti",
                        "username");
        assertThat(access.getSubject()).isEqualTo(LONDO.sub());
        assertThat(access.getIssuer()).isEqualTo(signIn.issuer().toString());
        assertThat(access.getStringClaim("client_id")).isEqualTo("cruddur-web");
        assertThat(access.getStringClaim("token_use")).isEqualTo("access");
        assertThat(access.getStringClaim("scope").split(" ")).containsExactlyInAnyOrder("openid", "profile", "email");
        assertThat(access.getDateClaim("auth_time").toInstant())
                .isBetween(Instant.now().minusSeconds(60), Instant.now());
        assertThat(Duration.between(
                        access.getIssueTime().toInstant(),
                        access.getExpirationTime().toInstant()))
                .isEqualTo(Duration.ofHours(1));

        JWTClaimsSet id = verified(tokens.get("id_token"));
        assertThat(id.getAudience()).containsExactly("cruddur-web");
        assertThat(id.getSubject()).isEqualTo(LONDO.sub());
        assertThat(id.getClaims())
                .containsEntry("token_use", "id")
                .containsEntry("cognito:username", LONDO.sub())
                .containsEntry("preferred_username", "londo")
                .containsEntry("email", LONDO.user().email())
                .containsEntry("name", "Londo Mollari")
                .containsEntry("nonce", "a-nonce")
                .containsEntry("origin_jti", access.getStringClaim("origin_jti"));
    }

    @Test
    void anEMailAddressIsAUserNameToo() throws Exception {
        Map<String, Object> tokens = browser().signIn(BAYKO.user().email(), LocalSignIn.PASSWORD);

        assertThat(verified(tokens.get("access_token")).getSubject()).isEqualTo(BAYKO.sub());
    }

    @Test
    void thePageNamesTheSampleUsersAndItsCookieStaysWithTheSite() throws Exception {
        HttpResponse<String> page = browser().loginPage();

        assertThat(page.body()).contains("Sign in to Cruddur", "londo, bayko", LocalSignIn.PASSWORD);
        assertThat(page.headers().allValues("Set-Cookie"))
                .anySatisfy(cookie -> assertThat(cookie).contains("cruddur-sign-in=", "HttpOnly", "SameSite=Lax"));
    }

    @Test
    void aWrongPasswordLeadsBackToTheForm() throws Exception {
        Browser browser = browser();

        HttpResponse<String> answer = browser.submitLogin("londo", "wrong");

        assertThat(answer.statusCode()).isEqualTo(302);
        assertThat(answer.headers().firstValue("Location"))
                .hasValueSatisfying(location -> assertThat(location).endsWith("/login?error"));
    }

    @Test
    void aCodeIsWorthNothingWithoutItsVerifier() throws Exception {
        Browser browser = browser();
        String code = browser.code("londo", LocalSignIn.PASSWORD);

        HttpResponse<String> answer = browser.redeem(code, "0".repeat(43));

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("invalid_grant");
    }

    @Test
    void aCodeGoesToPagesOfThisMachineOnly() throws Exception {
        for (String elsewhere : List.of(
                "https://elsewhere.example/signin/callback",
                "http://127.0.0.1:4999/signin/callback",
                ORIGIN + "/signin/callback/",
                ORIGIN + "/signin/callback?x=1")) {
            assertThat(browser().authorize(elsewhere).statusCode())
                    .as(elsewhere)
                    .isEqualTo(400);
        }
    }

    @Test
    void aRefreshTokenBringsANewAccessTokenOfTheSameSignIn() throws Exception {
        Browser browser = browser();
        Map<String, Object> first = browser.signIn("londo", LocalSignIn.PASSWORD);

        Map<String, Object> second = browser.refresh(String.valueOf(first.get("refresh_token")));

        JWTClaimsSet before = verified(first.get("access_token"));
        JWTClaimsSet after = verified(second.get("access_token"));
        assertThat(after.getJWTID()).isNotEqualTo(before.getJWTID());
        assertThat(after.getSubject()).isEqualTo(before.getSubject());
        assertThat(after.getClaim("origin_jti")).isEqualTo(before.getClaim("origin_jti"));
        assertThat(after.getClaim("auth_time")).isEqualTo(before.getClaim("auth_time"));
    }

    @Test
    void aRefreshTokenIsGoodForOneUse() throws Exception {
        Browser browser = browser();
        String first =
                String.valueOf(browser.signIn("londo", LocalSignIn.PASSWORD).get("refresh_token"));

        String second = String.valueOf(browser.refresh(first).get("refresh_token"));

        HttpResponse<String> usedTwice = browser.redeemRefreshToken(first);
        assertThat(usedTwice.statusCode()).isEqualTo(400);
        assertThat(usedTwice.body()).contains("invalid_grant");
        assertThat(browser.refresh(second)).containsKeys("access_token", "refresh_token");
    }

    @Test
    void signingOutLeadsBackToThePagesAndEndsTheSession() throws Exception {
        Browser browser = browser();
        Map<String, Object> tokens = browser.signIn("londo", LocalSignIn.PASSWORD);

        HttpResponse<String> answer = browser.signOut(String.valueOf(tokens.get("id_token")));

        assertThat(answer.headers().firstValue("Location")).hasValue(ORIGIN + "/");
        assertThat(browser.authorize(ORIGIN + LocalSignIn.CALLBACK_PATH)
                        .headers()
                        .firstValue("Location"))
                .hasValueSatisfying(location -> assertThat(location).endsWith("/login"));
    }

    @Test
    void onlyThePagesOfThisStackMayAskFromABrowser() throws Exception {
        assertThat(browser().preflight("/oauth2/token", ORIGIN)).hasValue(ORIGIN);
        assertThat(browser().preflight("/oauth2/token", "https://elsewhere.example"))
                .isEmpty();
        assertThat(browser().preflight(LocalTokenServlet.PATH, ORIGIN)).isEmpty();
    }

    @Test
    void theCommandLineGetsATokenWithoutAPassword() throws Exception {
        HttpResponse<String> answer = browser().localToken("bayko");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(verified(answer.body()).getSubject()).isEqualTo(BAYKO.sub());
        assertThat(verified(answer.body()).getClaims().keySet())
                .isEqualTo(
                        verified(browser().signIn("bayko", LocalSignIn.PASSWORD).get("access_token"))
                                .getClaims()
                                .keySet());
    }

    @Test
    void theCommandLineLearnsWhichUsersThereAre() throws Exception {
        HttpResponse<String> answer = browser().localToken("nobody");

        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.body()).contains("londo, bayko");
    }

    private Browser browser() {
        return new Browser(signIn.issuer(), ORIGIN);
    }

    private JWKSet publicKeys() throws Exception {
        return JWKSet.load(signIn.jwks().toURL());
    }

    private JWTClaimsSet verified(Object token) throws Exception {
        SignedJWT jwt = SignedJWT.parse(String.valueOf(token));
        assertThat(jwt.getHeader().getAlgorithm().getName()).isEqualTo("RS256");
        var key = publicKeys().getKeyByKeyId(jwt.getHeader().getKeyID()).toRSAKey();
        assertThat(jwt.verify(new RSASSAVerifier(key))).isTrue();
        return jwt.getJWTClaimsSet();
    }
}
