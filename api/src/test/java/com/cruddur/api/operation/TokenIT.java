package com.cruddur.api.operation;

import static org.assertj.core.api.Assertions.assertThat;

import com.cruddur.api.testing.Answer;
import com.cruddur.api.testing.ApiExtension;
import com.cruddur.api.testing.Call;
import com.cruddur.api.testing.ContractOperation;
import com.cruddur.api.testing.ContractOperation.Token;
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
import java.time.Instant;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@ExtendWith(ApiExtension.class)
class TokenIT {

    private final RunningApi api;
    private final Samples samples;

    TokenIT(RunningApi api) {
        this.api = api;
        this.samples = new Samples(api);
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
    void aTokenThatIsNoAccessTokenOfOursIsRefused(ContractOperation operation) throws JOSEException {
        badTokens().forEach((why, token) -> {
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
                .token(sign(samples.alice().sub(), header, key))
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

    private Map<String, String> badTokens() throws JOSEException {
        TokenIssuer issuer = api.issuer();
        String sub = samples.alice().sub();
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
                issuer.token(sub, c -> c.notBeforeTime(Date.from(Instant.now().plusSeconds(600)))));
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
        tokens.put("unsigned", new PlainJWT(issuer.claims(sub).build()).serialize());
        return tokens;
    }

    private String sign(String sub, JWSHeader header, RSAKey key) {
        try {
            return TokenIssuer.sign(api.issuer().claims(sub).build(), header, new RSASSASigner(key));
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }
}
