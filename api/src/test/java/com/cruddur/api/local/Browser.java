package com.cruddur.api.local;

import com.nimbusds.jose.util.JSONObjectUtils;
import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What the pages and a person do together to sign in, with the cookies of one browser. */
final class Browser {

    private static final String VERIFIER = "a-code-verifier-has-43-characters-or-more-0123456789";
    private static final Pattern CSRF = Pattern.compile("name=\"_csrf\"[^>]*value=\"([^\"]+)\"");
    private static final Pattern CODE = Pattern.compile("[?&]code=([^&]+)");

    private final HttpClient http =
            HttpClient.newBuilder().cookieHandler(new CookieManager()).build();
    private final URI issuer;
    private final String origin;

    Browser(URI issuer, String origin) {
        this.issuer = issuer;
        this.origin = origin;
    }

    /** The answer of the token endpoint. */
    Map<String, Object> signIn(String name, String password) throws Exception {
        return json(redeem(code(name, password), VERIFIER));
    }

    String code(String name, String password) throws Exception {
        URI afterLogin = location(submitLogin(name, password));
        String callback = location(get(afterLogin)).toString();
        Matcher code = CODE.matcher(callback);
        if (!code.find()) {
            throw new AssertionError("No code in " + callback);
        }
        return code.group(1);
    }

    /** With the cookie of a new session. */
    HttpResponse<String> loginPage() throws Exception {
        return get(issuer.resolve(LoginPage.PATH));
    }

    HttpResponse<String> submitLogin(String name, String password) throws Exception {
        URI form = location(authorize(callback()));
        Matcher csrf = CSRF.matcher(get(form).body());
        if (!csrf.find()) {
            throw new AssertionError("No login form at " + form);
        }
        return post("/login", Map.of("username", name, "password", password, "_csrf", csrf.group(1)));
    }

    HttpResponse<String> authorize(String redirectUri) throws Exception {
        byte[] hash = MessageDigest.getInstance("SHA-256").digest(VERIFIER.getBytes(StandardCharsets.US_ASCII));
        Map<String, String> parameters = new TreeMap<>(Map.of(
                "response_type",
                "code",
                "client_id",
                LocalSignIn.CLIENT_ID,
                "redirect_uri",
                redirectUri,
                "scope",
                String.join(" ", LocalSignIn.SCOPES),
                "state",
                "a-state",
                "nonce",
                "a-nonce",
                "code_challenge_method",
                "S256",
                "code_challenge",
                Base64.getUrlEncoder().withoutPadding().encodeToString(hash)));
        return get(issuer.resolve("/oauth2/authorize?" + form(parameters)));
    }

    HttpResponse<String> redeem(String code, String verifier) throws Exception {
        return post(
                "/oauth2/token",
                Map.of(
                        "grant_type",
                        "authorization_code",
                        "client_id",
                        LocalSignIn.CLIENT_ID,
                        "redirect_uri",
                        callback(),
                        "code",
                        code,
                        "code_verifier",
                        verifier));
    }

    Map<String, Object> refresh(String refreshToken) throws Exception {
        return json(redeemRefreshToken(refreshToken));
    }

    HttpResponse<String> redeemRefreshToken(String refreshToken) throws Exception {
        return post(
                "/oauth2/token",
                Map.of(
                        "grant_type",
                        "refresh_token",
                        "client_id",
                        LocalSignIn.CLIENT_ID,
                        "refresh_token",
                        refreshToken));
    }

    HttpResponse<String> signOut(String idToken) throws Exception {
        return get(issuer.resolve(
                "/connect/logout?" + form(Map.of("id_token_hint", idToken, "post_logout_redirect_uri", origin + "/"))));
    }

    HttpResponse<String> localToken(String handle) throws Exception {
        return post(LocalTokenServlet.PATH, Map.of("handle", handle));
    }

    Map<String, Object> getJson(String path) throws Exception {
        return json(get(issuer.resolve(path)));
    }

    /** Which origin a CORS preflight allows. */
    Optional<String> preflight(String path, String from) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(issuer.resolve(path))
                .method("OPTIONS", BodyPublishers.noBody())
                .header("Origin", from)
                .header("Access-Control-Request-Method", "POST")
                .build();
        return http.send(request, BodyHandlers.ofString()).headers().firstValue("Access-Control-Allow-Origin");
    }

    private String callback() {
        return origin + LocalSignIn.CALLBACK_PATH;
    }

    private HttpResponse<String> get(URI address) throws IOException, InterruptedException {
        return http.send(
                HttpRequest.newBuilder(address)
                        .header("Accept", "text/html, */*")
                        .build(),
                BodyHandlers.ofString());
    }

    private HttpResponse<String> post(String path, Map<String, String> parameters)
            throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(issuer.resolve(path))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header("Accept", "text/html, */*")
                .POST(BodyPublishers.ofString(form(parameters)))
                .build();
        return http.send(request, BodyHandlers.ofString());
    }

    private URI location(HttpResponse<String> answer) {
        return issuer.resolve(answer.headers()
                .firstValue("Location")
                .orElseThrow(() -> new AssertionError(answer.statusCode() + " " + answer.body())));
    }

    private static Map<String, Object> json(HttpResponse<String> answer) throws Exception {
        if (answer.statusCode() != 200) {
            throw new AssertionError(answer.statusCode() + " " + answer.body());
        }
        return JSONObjectUtils.parse(answer.body());
    }

    private static String form(Map<String, String> parameters) {
        return parameters.entrySet().stream()
                .map(parameter ->
                        parameter.getKey() + "=" + URLEncoder.encode(parameter.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }
}
