package com.cruddur.api.signin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.cruddur.api.testing.TokenIssuer;
import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKMatcher;
import com.nimbusds.jose.jwk.JWKSelector;
import java.util.List;
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
    void withoutAnyKeyEveryAttemptFails() {
        issuer.close();

        for (int i = 0; i < 5; i++) {
            assertThatThrownBy(() -> find(issuer.key().getKeyID())).isInstanceOf(KeySourceException.class);
        }
    }

    private List<JWK> find(String keyId) throws KeySourceException {
        return keys.get(new JWKSelector(new JWKMatcher.Builder().keyID(keyId).build()), null);
    }
}
