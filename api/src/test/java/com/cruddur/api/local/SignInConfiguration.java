package com.cruddur.api.local;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import java.net.InetAddress;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.Cookie;
import org.springframework.boot.web.servlet.DelegatingFilterProxyRegistrationBean;
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configuration.EnableWebSecurity;
import org.springframework.security.config.annotation.web.configurers.oauth2.server.authorization.OAuth2AuthorizationEndpointConfigurer;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.authority.FactorGrantedAuthority;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.core.userdetails.UsernameNotFoundException;
import org.springframework.security.crypto.keygen.Base64StringKeyGenerator;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.core.OAuth2RefreshToken;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtEncoder;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import org.springframework.security.oauth2.jwt.NimbusJwtEncoder;
import org.springframework.security.oauth2.server.authorization.OAuth2TokenType;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AuthorizationCodeRequestAuthenticationContext;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AuthorizationCodeRequestAuthenticationException;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AuthorizationCodeRequestAuthenticationProvider;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AuthorizationCodeRequestAuthenticationToken;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AuthorizationCodeRequestAuthenticationValidator;
import org.springframework.security.oauth2.server.authorization.client.InMemoryRegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.settings.AuthorizationServerSettings;
import org.springframework.security.oauth2.server.authorization.settings.ClientSettings;
import org.springframework.security.oauth2.server.authorization.settings.TokenSettings;
import org.springframework.security.oauth2.server.authorization.token.DelegatingOAuth2TokenGenerator;
import org.springframework.security.oauth2.server.authorization.token.JwtEncodingContext;
import org.springframework.security.oauth2.server.authorization.token.JwtGenerator;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenContext;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenGenerator;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.web.cors.CorsConfiguration;
import org.springframework.web.cors.UrlBasedCorsConfigurationSource;

/**
 * The beans of {@link LocalSignIn}. Deliberately without {@code @Configuration}: the API's component scan must not find
 * it.
 */
@EnableWebSecurity
final class SignInConfiguration {

    private final URI issuer;
    private final List<String> origins;
    private final List<Account> accounts;
    private final RSAKey key;

    SignInConfiguration(URI issuer, List<String> origins, List<Account> accounts, RSAKey key) {
        this.issuer = issuer;
        this.origins = origins;
        this.accounts = accounts;
        this.key = key;
    }

    @Bean
    TomcatServletWebServerFactory webServer() {
        TomcatServletWebServerFactory tomcat = new TomcatServletWebServerFactory(issuer.getPort());
        tomcat.setAddress(InetAddress.getLoopbackAddress());
        // Tomcat asks the filters only where some servlet answers.
        tomcat.getSettings().setRegisterDefaultServlet(true);
        // Cookies do not know ports: a name of its own keeps it apart from whatever else runs on this machine.
        tomcat.getSettings().getSession().getCookie().setName("cruddur-sign-in");
        tomcat.getSettings().getSession().getCookie().setSameSite(Cookie.SameSite.LAX);
        return tomcat;
    }

    @Bean
    DelegatingFilterProxyRegistrationBean security() {
        return new DelegatingFilterProxyRegistrationBean("springSecurityFilterChain");
    }

    @Bean
    ServletRegistrationBean<LocalTokenServlet> localToken(JwtEncoder encoder) {
        return new ServletRegistrationBean<>(
                new LocalTokenServlet(issuer, accounts, encoder, key.getKeyID()), LocalTokenServlet.PATH);
    }

    @Bean
    ServletRegistrationBean<LoginPage> loginPage() {
        return new ServletRegistrationBean<>(new LoginPage(accounts), LoginPage.PATH);
    }

    @Bean
    SecurityFilterChain chain(HttpSecurity http, RegisteredClientRepository clients) throws Exception {
        PublicClientRefresh refresh = new PublicClientRefresh(clients);
        return http.oauth2AuthorizationServer(server -> server.oidc(Customizer.withDefaults())
                        .authorizationEndpoint(SignInConfiguration::redirectingExactly)
                        .clientAuthentication(client -> client.authenticationConverter(refresh)
                                .authenticationProviders(providers -> providers.add(0, refresh))))
                .authorizeHttpRequests(requests -> requests.requestMatchers(LocalTokenServlet.PATH)
                        .permitAll()
                        .anyRequest()
                        .authenticated())
                .csrf(csrf -> csrf.ignoringRequestMatchers(LocalTokenServlet.PATH))
                .cors(cors -> cors.configurationSource(corsOfOpenId()))
                .formLogin(form -> form.loginPage(LoginPage.PATH).permitAll())
                .build();
    }

    /** As Cognito does: Spring would take any port of the loopback address (RFC 8252). */
    private static void redirectingExactly(OAuth2AuthorizationEndpointConfigurer endpoint) {
        endpoint.authenticationProviders(providers -> providers.forEach(provider -> {
            if (provider instanceof OAuth2AuthorizationCodeRequestAuthenticationProvider codes) {
                codes.setAuthenticationValidator(((Consumer<OAuth2AuthorizationCodeRequestAuthenticationContext>)
                                SignInConfiguration::requireKnownRedirect)
                        .andThen(new OAuth2AuthorizationCodeRequestAuthenticationValidator()));
            }
        }));
    }

    private static void requireKnownRedirect(OAuth2AuthorizationCodeRequestAuthenticationContext context) {
        OAuth2AuthorizationCodeRequestAuthenticationToken request = context.getAuthentication();
        if (!context.getRegisteredClient().getRedirectUris().contains(request.getRedirectUri())) {
            throw new OAuth2AuthorizationCodeRequestAuthenticationException(
                    new OAuth2Error(OAuth2ErrorCodes.INVALID_REQUEST, "redirect_mismatch", null), null);
        }
    }

    private UrlBasedCorsConfigurationSource corsOfOpenId() {
        CorsConfiguration stack = new CorsConfiguration();
        stack.setAllowedOrigins(origins);
        stack.addAllowedMethod(CorsConfiguration.ALL);
        stack.addAllowedHeader(CorsConfiguration.ALL);
        UrlBasedCorsConfigurationSource source = new UrlBasedCorsConfigurationSource();
        source.registerCorsConfiguration("/.well-known/**", stack);
        source.registerCorsConfiguration("/oauth2/**", stack);
        source.registerCorsConfiguration("/userinfo", stack);
        return source;
    }

    /** The principal's name is the {@code sub}, whatever somebody typed to sign in. */
    @Bean
    UserDetailsService users() {
        return name -> accounts.stream()
                .filter(account -> account.isCalled(name))
                .map(account -> User.withUsername(account.sub())
                        .password("{noop}" + LocalSignIn.PASSWORD)
                        .build())
                .findFirst()
                .orElseThrow(() -> UsernameNotFoundException.fromUsername(name));
    }

    @Bean
    RegisteredClientRepository clients() {
        RegisteredClient.Builder web = RegisteredClient.withId(LocalSignIn.CLIENT_ID)
                .clientId(LocalSignIn.CLIENT_ID)
                .clientAuthenticationMethod(ClientAuthenticationMethod.NONE)
                .authorizationGrantType(AuthorizationGrantType.AUTHORIZATION_CODE)
                .authorizationGrantType(AuthorizationGrantType.REFRESH_TOKEN)
                .scopes(scopes -> scopes.addAll(LocalSignIn.SCOPES))
                .clientSettings(ClientSettings.builder().requireProofKey(true).build())
                .tokenSettings(TokenSettings.builder()
                        .accessTokenTimeToLive(LocalSignIn.TOKEN_LIFE)
                        // As those of the user pool's client, which are good for one use too.
                        .refreshTokenTimeToLive(Duration.ofDays(1))
                        .reuseRefreshTokens(false)
                        .build());
        for (String origin : origins) {
            web.redirectUri(origin + LocalSignIn.CALLBACK_PATH)
                    .postLogoutRedirectUri(origin)
                    .postLogoutRedirectUri(origin + "/");
        }
        return new InMemoryRegisteredClientRepository(web.build());
    }

    @Bean
    AuthorizationServerSettings settings() {
        return AuthorizationServerSettings.builder()
                .issuer(issuer.toString())
                // Where Cognito has it.
                .jwkSetEndpoint(LocalSignIn.JWKS_PATH)
                .build();
    }

    @Bean
    JWKSource<SecurityContext> keys() {
        return new ImmutableJWKSet<>(new JWKSet(key));
    }

    @Bean
    JwtEncoder encoder(JWKSource<SecurityContext> keys) {
        return new NimbusJwtEncoder(keys);
    }

    @Bean
    JwtDecoder decoder() throws JOSEException {
        return NimbusJwtDecoder.withPublicKey(key.toRSAPublicKey()).build();
    }

    @Bean
    OAuth2TokenGenerator<?> tokens(JwtEncoder encoder) {
        JwtGenerator jwt = new JwtGenerator(encoder);
        jwt.setJwtCustomizer(this::asCognito);
        return new DelegatingOAuth2TokenGenerator(jwt, SignInConfiguration::refreshToken);
    }

    private void asCognito(JwtEncodingContext token) {
        String originJti = Objects.requireNonNull(token.getAuthorization()).getId();
        Authentication principal = token.getPrincipal();
        token.getClaims().claims(claims -> {
            if (OAuth2TokenType.ACCESS_TOKEN.equals(token.getTokenType())) {
                CognitoClaims.access(
                        claims, LocalSignIn.CLIENT_ID, token.getAuthorizedScopes(), originJti, authTime(principal));
            } else {
                CognitoClaims.id(claims, account(principal.getName()), originJti, authTime(principal));
            }
        });
    }

    private Account account(String sub) {
        return accounts.stream()
                .filter(account -> account.sub().equals(sub))
                .findFirst()
                .orElseThrow();
    }

    private static Instant authTime(Authentication principal) {
        return principal.getAuthorities().stream()
                .filter(FactorGrantedAuthority.class::isInstance)
                .map(factor -> ((FactorGrantedAuthority) factor).getIssuedAt())
                .findFirst()
                .orElseThrow();
    }

    /** Spring's own generator has none for a client without a secret; Cognito's clients get theirs. */
    private static OAuth2RefreshToken refreshToken(OAuth2TokenContext context) {
        if (!OAuth2TokenType.REFRESH_TOKEN.equals(context.getTokenType())) {
            return null;
        }
        Instant now = Instant.now();
        return new OAuth2RefreshToken(
                new Base64StringKeyGenerator(96).generateKey(),
                now,
                now.plus(context.getRegisteredClient().getTokenSettings().getRefreshTokenTimeToLive()));
    }
}
