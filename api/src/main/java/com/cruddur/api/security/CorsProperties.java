package com.cruddur.api.security;

import jakarta.validation.constraints.Pattern;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Pages of other origins.
 *
 * @param allowedOrigins origins whose pages may use the API, such as https://app.example.com; none by default,
 *     and never all
 */
@ConfigurationProperties("cruddur.cors")
@Validated
record CorsProperties(
        @DefaultValue
        List<
                        @Pattern(
                                regexp = "https?://[^/*\\s]+",
                                message = "must be an origin such as https://app.example.com, without * and path")
                        String>
                allowedOrigins) {}
