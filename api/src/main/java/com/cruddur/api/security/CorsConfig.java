package com.cruddur.api.security;

import com.cruddur.api.http.IdempotencyHeader;
import com.cruddur.api.http.LastChangeHeader;
import com.cruddur.api.http.RequestId;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.util.List;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpHeaders;
import org.springframework.web.cors.CorsConfiguration;
import org.springframework.web.cors.UrlBasedCorsConfigurationSource;
import org.springframework.web.filter.CorsFilter;

/** CORS: which other origins' pages may read our answers. The API knows no cookies, so none are allowed. */
@Configuration(proxyBeanMethods = false)
class CorsConfig {

    /**
     * The name is Spring Security's: it puts the filter into its chain. An origin that is not allowed is served as
     * if there were no CORS, and its browser keeps the answer from it. Refusing it here would also refuse our own
     * pages behind a proxy that ends TLS, where their origin does not look like ours.
     */
    @Bean
    CorsFilter corsFilter(CorsProperties properties) {
        CorsConfiguration cors = new CorsConfiguration();
        cors.setAllowedOrigins(properties.allowedOrigins());
        cors.setAllowedMethods(List.of(CorsConfiguration.ALL));
        cors.setAllowedHeaders(List.of(
                HttpHeaders.AUTHORIZATION,
                HttpHeaders.CONTENT_TYPE,
                HttpHeaders.IF_NONE_MATCH,
                IdempotencyHeader.NAME,
                RequestId.HEADER));
        cors.setExposedHeaders(List.of(
                HttpHeaders.LINK,
                HttpHeaders.LOCATION,
                HttpHeaders.ETAG,
                RequestId.HEADER,
                HttpHeaders.RETRY_AFTER,
                LastChangeHeader.NAME));
        cors.setAllowCredentials(false);
        cors.setMaxAge(Duration.ofHours(1));
        UrlBasedCorsConfigurationSource source = new UrlBasedCorsConfigurationSource();
        source.registerCorsConfiguration("/**", cors);
        return new CorsFilter(source) {
            @Override
            protected boolean shouldNotFilter(HttpServletRequest request) {
                return cors.checkOrigin(request.getHeader(HttpHeaders.ORIGIN)) == null;
            }
        };
    }

    /** Only inside Spring Security's chain, not a second time around it. */
    @Bean
    FilterRegistrationBean<CorsFilter> corsFilterRegistration(CorsFilter corsFilter) {
        FilterRegistrationBean<CorsFilter> registration = new FilterRegistrationBean<>(corsFilter);
        registration.setEnabled(false);
        return registration;
    }
}
