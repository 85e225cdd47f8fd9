package com.cruddur.api.operation;

import static org.assertj.core.api.Assertions.assertThat;

import com.cruddur.api.testing.Answer;
import com.cruddur.api.testing.ApiExtension;
import com.cruddur.api.testing.Call;
import com.cruddur.api.testing.ContractOperation;
import com.cruddur.api.testing.ContractOperation.Token;
import com.cruddur.api.testing.Reported;
import com.cruddur.api.testing.RunningApi;
import com.cruddur.api.testing.TokenIssuer;
import com.cruddur.core.problem.ErrorCode;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jwt.PlainJWT;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@ExtendWith({ApiExtension.class, Reported.class})
class TokenIT {

    /** Why each is refused, and the token. Made once: a signature takes longer than a request. */
    private static Map<String, String> badTokens = Map.of();

    private final RunningApi api;
    private final Samples samples;

    TokenIT(RunningApi api) {
        this.api = api;
        this.samples = new Samples(api);
    }

    @BeforeAll
    static void signBadTokens(RunningApi api) throws JOSEException {
        badTokens = badTokens(api.issuer(), new Samples(api).alice().sub());
    }

    static Stream<ContractOperation> operations() {
        return ContractOperation.all().stream();
    }

    @ParameterizedTest
    @MethodSource("operations")
    void withoutATokenOnlyWhatIsOpenAnswers(ContractOperation operation) {
        Answer answer = samples.of(operation).token(null).send();

        if (operation.token() == Token.NEEDED) {
            answer.is(ErrorCode.UNAUTHENTICATED);
            assertThat(answer.header("WWW-Authenticate")).contains("Bearer");
        } else {
            answer.isOk();
        }
    }

    @ParameterizedTest
    @MethodSource("operations")
    void aTokenThatIsNoAccessTokenOfOursIsRefused(ContractOperation operation) {
        badTokens.forEach((why, token) -> {
            Answer answer = samples.of(operation).token(token).send();

            if (operation.token() == Token.IGNORED) {
                answer.isOk();
            } else {
                assertThat(answer.status()).as(why).isEqualTo(401);
                answer.is(ErrorCode.UNAUTHENTICATED);
                assertThat(answer.header("WWW-Authenticate")).as(why).contains("Bearer error=\"invalid_token\"");
            }
        });
    }

    @ParameterizedTest
    @MethodSource("operations")
    void credentialsOfAnotherKindAreRefused(ContractOperation operation) {
        for (String credentials : new String[] {"Basic YTpi", "Bearer", "Bearer null", "Bearer a b", "nonsense"}) {
            Answer answer =
                    samples.of(operation).header("Authorization", credentials).send();

            if (operation.token() == Token.IGNORED) {
                answer.isOk();
            } else {
                answer.is(ErrorCode.UNAUTHENTICATED);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("operations")
    void aTokenOfNobodyRegisteredIsAnsweredWithTheCommandThatMendsIt(ContractOperation operation) {
        Call call =
                samples.of(operation).token(api.issuer().token(UUID.randomUUID().toString()));

        if (operation.token() == Token.NEEDED) {
            assertThat(call.send().is(ErrorCode.USER_NOT_REGISTERED).text("detail"))
                    .contains("./cruddur db update-cognito-user-ids");
        } else {
            call.send().isOk();
        }
    }

    @Test
    void theMarkOfUnmatchedUsersIsNobodysIdentity() {
        api.get("/api/message_groups").token(api.issuer().token("MOCK")).send().is(ErrorCode.USER_NOT_REGISTERED);
    }

    @Test
    void aTokenMayNameItsType() {
        JWSHeader header = new JWSHeader.Builder(JWSAlgorithm.RS256)
                .type(JOSEObjectType.JWT)
                .keyID(api.issuer().key().getKeyID())
                .build();
        RSAKey key = api.issuer().key();

        api.get("/api/message_groups")
                .token(sign(api.issuer(), samples.alice().sub(), header, key))
                .send()
                .isOk();
    }

    @Test
    void theKeysAreKept() {
        api.get("/api/message_groups").as(samples.alice()).send().isOk();
        int before = api.issuer().fetches();
        for (int i = 0; i < 5; i++) {
            api.get("/api/message_groups").as(samples.alice()).send().isOk();
        }

        assertThat(api.issuer().fetches()).isEqualTo(before);
    }

    /** The token names addresses where its key and its certificate are said to be: nobody goes there. */
    @Test
    void keysAreNotFetchedWhereATokenSaysSo() {
        try (TokenIssuer attacker = TokenIssuer.start()) {
            JWSHeader header = new JWSHeader.Builder(JWSAlgorithm.RS256)
                    .jwkURL(attacker.keys())
                    .x509CertURL(attacker.keys())
                    .keyID(attacker.key().getKeyID())
                    .build();

            api.get("/api/message_groups")
                    .token(sign(api.issuer(), samples.alice().sub(), header, attacker.key()))
                    .send()
                    .is(ErrorCode.UNAUTHENTICATED);
            assertThat(attacker.fetches()).isZero();
        }
    }

    @Test
    void aFloodOfInventedKeyIdsAsksTheIssuerAFewTimesAndHurtsNobodyElse() {
        RSAKey attackers = TokenIssuer.newKey();
        int before = api.issuer().fetches();
        for (int i = 0; i < 100; i++) {
            RSAKey invented =
                    new RSAKey.Builder(attackers).keyID("invented-" + i).build();
            api.get("/api/message_groups")
                    .token(TokenIssuer.sign(
                            api.issuer().claims(samples.alice().sub()).build(), invented))
                    .send()
                    .is(ErrorCode.UNAUTHENTICATED);
            if (i % 10 == 0) {
                api.get("/api/message_groups").as(samples.alice()).send().isOk();
            }
        }

        // Two in ten seconds; on a slow machine a second or third time ten.
        assertThat(api.issuer().fetches() - before).isLessThanOrEqualTo(6);
    }

    @Test
    void aTokenIsTakenFromItsHeaderOnly() {
        String token = samples.alice().token();

        api.get("/api/message_groups?access_token=" + token).send().is(ErrorCode.UNAUTHENTICATED);
        api.post("/api/messages")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .body("access_token=" + token)
                .send()
                .is(ErrorCode.UNAUTHENTICATED);
        api.get("/api/message_groups")
                .header("Cookie", "access_token=" + token)
                .send()
                .is(ErrorCode.UNAUTHENTICATED);
    }

    private static byte[] pem(RSAKey key) throws JOSEException {
        return ("-----BEGIN PUBLIC KEY-----\n"
                        + Base64.getMimeEncoder(64, new byte[] {'\n'})
                                .encodeToString(key.toPublicKey().getEncoded())
                        + "\n-----END PUBLIC KEY-----\n")
                .getBytes(StandardCharsets.US_ASCII);
    }

    private static Map<String, String> badTokens(TokenIssuer issuer, String sub) throws JOSEException {
        RSAKey otherKey = TokenIssuer.newKey();
        RSAKey sameName =
                new RSAKey.Builder(otherKey).keyID(issuer.key().getKeyID()).build();
        String good = issuer.token(sub);
        Map<String, String> tokens = new LinkedHashMap<>();
        tokens.put("no token at all", "nonsense");
        tokens.put("three empty parts", "..");
        tokens.put("cut", good.substring(0, good.length() - 9));
        tokens.put("changed", good.replaceFirst("\\.[^.]{10}", ".eyJpc3MiOi"));
        tokens.put(
                "expired",
                issuer.token(sub, c -> c.expirationTime(Date.from(Instant.now().minusSeconds(120)))));
        tokens.put("never expiring", issuer.token(sub, c -> c.expirationTime(null)));
        tokens.put(
                "not valid yet",
                issuer.token(sub, c -> c.notBeforeTime(Date.from(Instant.now().plusSeconds(3_000)))));
        tokens.put(
                "ID token",
                issuer.token(
                        sub,
                        c -> c.claim("token_use", "id").claim("client_id", null).audience(TokenIssuer.CLIENT_ID)));
        tokens.put("ID token with a client", issuer.token(sub, c -> c.claim("token_use", "id")));
        tokens.put("of no use", issuer.token(sub, c -> c.claim("token_use", null)));
        tokens.put("foreign issuer", issuer.token(sub, c -> c.issuer("https://cognito-idp.us-east-1.amazonaws.com/x")));
        tokens.put("wrong client", issuer.token(sub, c -> c.claim("client_id", "somebody-else")));
        tokens.put("no client", issuer.token(sub, c -> c.claim("client_id", null)));
        tokens.put("nobody's", issuer.token(sub, c -> c.subject(null)));
        tokens.put(
                "another key of the same name",
                TokenIssuer.sign(issuer.claims(sub).build(), sameName));
        tokens.put("unknown key", TokenIssuer.sign(issuer.claims(sub).build(), otherKey));
        tokens.put(
                "RS512",
                sign(
                        issuer,
                        sub,
                        new JWSHeader.Builder(JWSAlgorithm.RS512)
                                .keyID(issuer.key().getKeyID())
                                .build(),
                        issuer.key()));
        tokens.put(
                "HS256 with the public key as the secret",
                TokenIssuer.sign(
                        issuer.claims(sub).build(),
                        new JWSHeader.Builder(JWSAlgorithm.HS256)
                                .keyID(issuer.key().getKeyID())
                                .build(),
                        new MACSigner(issuer.key().toPublicKey().getEncoded())));
        tokens.put(
                "HS256 with the public key as PEM has it",
                TokenIssuer.sign(
                        issuer.claims(sub).build(),
                        new JWSHeader(JWSAlgorithm.HS256),
                        new MACSigner(pem(issuer.key()))));
        tokens.put(
                "a key that the token brings along",
                sign(
                        issuer,
                        sub,
                        new JWSHeader.Builder(JWSAlgorithm.RS256)
                                .jwk(otherKey.toPublicJWK())
                                .build(),
                        otherKey));
        tokens.put(
                "a key id that is a path",
                sign(
                        issuer,
                        sub,
                        new JWSHeader.Builder(JWSAlgorithm.RS256)
                                .keyID("../../../../dev/null")
                                .build(),
                        otherKey));
        tokens.put(
                "an extension that must be understood",
                sign(
                        issuer,
                        sub,
                        new JWSHeader.Builder(JWSAlgorithm.RS256)
                                .keyID(issuer.key().getKeyID())
                                .criticalParams(Set.of("exp"))
                                .customParam("exp", 1)
                                .build(),
                        issuer.key()));
        tokens.put("15 KiB of claims", issuer.token(sub, c -> c.issuer("x".repeat(11_000))));
        tokens.put("15 KiB of nothing", "x".repeat(15_000));
        tokens.put("unsigned", new PlainJWT(issuer.claims(sub).build()).serialize());
        return tokens;
    }

    private static String sign(TokenIssuer issuer, String sub, JWSHeader header, RSAKey key) {
        try {
            return TokenIssuer.sign(issuer.claims(sub).build(), header, new RSASSASigner(key));
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }
}
