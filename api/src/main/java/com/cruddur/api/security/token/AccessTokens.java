package com.cruddur.api.security.token;

import java.time.Duration;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2TokenValidator;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtClaimValidator;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtIssuerValidator;
import org.springframework.security.oauth2.jwt.JwtTimestampValidator;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;

/**
 * Which tokens are Cognito access tokens for this API.
 *
 * @see <a href="https://docs.aws.amazon.com/cognito/latest/developerguide/amazon-cognito-user-pools-using-tokens-verifying-a-jwt.html">
 *     Verifying JSON web tokens</a>
 */
public final class AccessTokens {

    private static final Duration CLOCK_SKEW = Duration.ofSeconds(30);

    /** At most 255 ASCII characters (OpenID Connect Core, 2), visible ones. PostgreSQL refuses some others. */
    private static final Pattern SUB = Pattern.compile("[!-~]{1,255}");

    private AccessTokens() {}

    public static JwtDecoder decoder(SignInProperties properties) {
        NimbusJwtDecoder decoder = NimbusJwtDecoder.withJwkSource(new SigningKeys(properties.keys()))
                .jwsAlgorithm(SignatureAlgorithm.RS256)
                .build();
        JwtTimestampValidator time = new JwtTimestampValidator(CLOCK_SKEW);
        time.setAllowEmptyExpiryClaim(false);
        decoder.setJwtValidator(validator(properties, time));
        return new RememberedTokens(decoder, time);
    }

    private static OAuth2TokenValidator<Jwt> validator(SignInProperties properties, OAuth2TokenValidator<Jwt> time) {
        return new DelegatingOAuth2TokenValidator<>(
                new JwtIssuerValidator(properties.issuer()),
                time,
                new JwtClaimValidator<@Nullable Object>("token_use", "access"::equals),
                new JwtClaimValidator<@Nullable Object>(
                        "client_id", id -> id != null && properties.clientIds().contains(id)),
                new JwtClaimValidator<@Nullable Object>(
                        "sub",
                        sub -> sub instanceof String text && SUB.matcher(text).matches()));
    }
}
