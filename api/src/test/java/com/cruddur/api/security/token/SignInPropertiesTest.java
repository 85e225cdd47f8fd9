package com.cruddur.api.security.token;

import static org.assertj.core.api.Assertions.assertThat;

import com.cruddur.core.testing.ComposeFile;
import jakarta.validation.Validation;
import jakarta.validation.Validator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What is refused: SettingsTest. */
class SignInPropertiesTest {

    private final Validator validator =
            Validation.buildDefaultValidatorFactory().getValidator();

    @Test
    void thoseOfDockerComposeAreAccepted() {
        Map<String, String> compose = ComposeFile.find().environment("api");

        assertThat(validator.validate(new SignInProperties(
                        compose.get("CRUDDUR_SIGNIN_ISSUER"),
                        compose.get("CRUDDUR_SIGNIN_JWKSURL"),
                        List.of(compose.get("CRUDDUR_SIGNIN_CLIENTIDS")))))
                .isEmpty();
    }

    @Test
    void anIssuerOnThisMachineNeedsNoHttpsAndOneElsewhereDoes() {
        assertThat(validator.validate(of("http://127.0.0.1:9229/pool", null))).isEmpty();
        assertThat(validator.validate(of("http://[::1]:9229/pool", null))).isEmpty();
        assertThat(validator.validate(of("http://127.0.0.1.x.org/pool", null))).hasSize(1);
        assertThat(validator.validate(of("http://localhost@x.org/pool", null))).hasSize(1);
        assertThat(validator.validate(of("https://x.org/pool", "http://localhost/keys")))
                .hasSize(1);
    }

    private static SignInProperties of(String issuer, @Nullable String jwksUrl) {
        return new SignInProperties(issuer, jwksUrl, List.of("client"));
    }
}
