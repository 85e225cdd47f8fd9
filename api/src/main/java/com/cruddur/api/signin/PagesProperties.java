package com.cruddur.api.signin;

import jakarta.validation.constraints.Pattern;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * What the pages need besides this origin.
 *
 * @param connectOrigins origins that the pages may send requests to, besides this one and the issuer's: the
 *     domain of Cognito's hosted sign-in, https://NAME.auth.REGION.amazoncognito.com
 */
@ConfigurationProperties("cruddur.pages")
@Validated
record PagesProperties(
        @DefaultValue
        List<
                        @Pattern(
                                regexp = "https?://[^/*\\s;,]+",
                                message = "must be an origin such as https://NAME.auth.REGION.amazoncognito.com")
                        String>
                connectOrigins) {}
