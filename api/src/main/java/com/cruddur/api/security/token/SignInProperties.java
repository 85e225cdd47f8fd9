package com.cruddur.api.security.token;

import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Whose access tokens are accepted. Over https: whoever answers in the issuer's place makes the keys. Only an issuer on
 * this machine, for development, may do without, and its keys may then be anywhere (docker-compose.yml has them in
 * another container).
 *
 * @param issuer the user pool, as in the tokens' iss: https://cognito-idp.REGION.amazonaws.com/POOL_ID
 * @param jwksUrl where the issuer's public keys are; by default at the issuer, /.well-known/jwks.json
 * @param clientIds the app clients whose tokens are accepted: the tokens' client_id
 */
@ConfigurationProperties("cruddur.sign-in")
@Validated
public record SignInProperties(
        @NotNull @Pattern(regexp = HTTPS + "|" + ON_THIS_MACHINE, message = "must be an address, https://…")
        String issuer,

        @Nullable @Pattern(regexp = "https?://[^\\s?#]+", message = "must be an address, https://…")
        String jwksUrl,

        @NotEmpty @DefaultValue List<@NotBlank String> clientIds) {

    private static final String HTTPS = "https://[^\\s?#]+";
    private static final String ON_THIS_MACHINE = "http://(localhost|127\\.0\\.0\\.1|\\[::1])(:\\d+)?(/[^\\s?#]*)?";

    /** Public, because Spring names what is wrong by calling it. */
    @AssertTrue(message = "jwks-url must be https://… where the issuer is")
    public boolean isJwksUrlAsSafeAsTheIssuer() {
        return jwksUrl == null
                || jwksUrl.startsWith("https:")
                || String.valueOf(issuer).startsWith("http:");
    }

    URI keys() {
        return URI.create(jwksUrl != null ? jwksUrl : issuer + "/.well-known/jwks.json");
    }
}
