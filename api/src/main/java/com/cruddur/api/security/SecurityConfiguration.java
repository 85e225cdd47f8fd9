package com.cruddur.api.security;

import com.cruddur.api.limit.RateLimits;
import com.cruddur.api.security.token.AccessTokens;
import com.cruddur.api.security.token.SignInProperties;
import jakarta.servlet.DispatcherType;
import org.springframework.boot.security.autoconfigure.actuate.web.servlet.EndpointRequest;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.ObjectPostProcessor;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.config.observation.SecurityObservationSettings;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.server.resource.web.authentication.BearerTokenAuthenticationFilter;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.firewall.HttpFirewall;
import org.springframework.security.web.firewall.StrictHttpFirewall;

/** Who may do what. A bearer token and no cookie: so no session and nothing for CSRF to ride on. */
@Configuration(proxyBeanMethods = false)
class SecurityConfiguration {

    @Bean
    JwtDecoder accessTokens(SignInProperties properties) {
        return AccessTokens.decoder(properties);
    }

    /** Each filter of Spring Security would be an observation of its own, in every request. */
    @Bean
    SecurityObservationSettings securityObservations() {
        return SecurityObservationSettings.noObservations();
    }

    /**
     * Paths are judged here, before anything else. Any method comes through, to its 405. Headers and parameters are judged
     * by who reads them: the firewall would throw there, in the middle of an answer.
     */
    @Bean
    HttpFirewall firewall() {
        StrictHttpFirewall firewall = new StrictHttpFirewall();
        firewall.setUnsafeAllowAnyHttpMethod(true);
        firewall.setAllowedHeaderNames(name -> true);
        firewall.setAllowedHeaderValues(value -> true);
        firewall.setAllowedParameterNames(name -> true);
        return firewall;
    }

    @Bean
    @Order(2)
    SecurityFilterChain api(
            HttpSecurity http,
            PresentedToken presentedToken,
            SecurityProblems problems,
            SecurityHeaders securityHeaders,
            RateLimits rateLimits) {
        rateLimits.limit(http, Paths.PROBES);
        return bare(http)
                .cors(Customizer.withDefaults())
                .headers(securityHeaders)
                .oauth2ResourceServer(server -> server.bearerTokenResolver(presentedToken)
                        .authenticationEntryPoint(problems)
                        .accessDeniedHandler(problems)
                        .jwt(Customizer.withDefaults())
                        .withObjectPostProcessor(failingWith(problems)))
                .exceptionHandling(
                        failures -> failures.authenticationEntryPoint(problems).accessDeniedHandler(problems))
                .authorizeHttpRequests(
                        // Included: the error page of an answer that has begun, such as a stream whose client is gone.
                        requests -> requests.dispatcherTypeMatchers(
                                        DispatcherType.ERROR, DispatcherType.FORWARD, DispatcherType.INCLUDE)
                                .permitAll()
                                .requestMatchers(Paths.WITHOUT_TOKEN, Paths.TOKEN_OPTIONAL)
                                .permitAll()
                                .requestMatchers(Paths.PROBES, Paths.CONTRACT, Paths.PAGES)
                                .permitAll()
                                .requestMatchers(Paths.API)
                                .authenticated()
                                .anyRequest()
                                .denyAll())
                .build();
    }

    /** The management port, which is not for the public: the network keeps it apart. */
    @Bean
    @Order(1)
    SecurityFilterChain management(HttpSecurity http) {
        return bare(http.securityMatcher(EndpointRequest.toAnyEndpoint()))
                .authorizeHttpRequests(requests -> requests.anyRequest().permitAll())
                .build();
    }

    private static HttpSecurity bare(HttpSecurity http) {
        return http.csrf(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                .requestCache(AbstractHttpConfigurer::disable)
                .sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS));
    }

    /** Without it, keys that cannot be fetched leave the filter as an exception. */
    private static ObjectPostProcessor<BearerTokenAuthenticationFilter> failingWith(SecurityProblems problems) {
        return new ObjectPostProcessor<>() {
            @Override
            public <O extends BearerTokenAuthenticationFilter> O postProcess(O filter) {
                filter.setAuthenticationFailureHandler(problems);
                return filter;
            }
        };
    }
}
