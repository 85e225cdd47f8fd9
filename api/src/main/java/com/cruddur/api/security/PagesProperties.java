package com.cruddur.api.security;

import jakarta.validation.constraints.Pattern;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * What the pages need besides this origin. It is here and not beside the pages, because the security headers name
 * where the pages may send requests.
 *
 * @param connectOrigins origins that the pages may send requests to, besides this one and the issuer's: the
 *     domain of Cognito's hosted sign-in, https://NAME.auth.REGION.amazoncognito.com
 * @param clientId the app client that the pages sign in with; by default the first of those whose tokens are accepted
 * @param scope what the pages ask for at sign-in
 * @param metadata what the issuer's discovery document lacks, by OpenID name: Cognito's end_session_endpoint
 */
@ConfigurationProperties("cruddur.pages")
@Validated
public record PagesProperties(
        @DefaultValue
        List<
                        @Pattern(
                                regexp = "https?://[^/*\\s;,]+",
                                message = "must be an origin such as https://NAME.auth.REGION.amazoncognito.com")
                        String>
                connectOrigins,

        @Nullable String clientId,
        @DefaultValue("openid profile email") String scope,
        @DefaultValue Map<String, String> metadata) {}
