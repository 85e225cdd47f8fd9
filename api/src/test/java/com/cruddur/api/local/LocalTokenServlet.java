package com.cruddur.api.local;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.jwt.JwsHeader;
import org.springframework.security.oauth2.jwt.JwtClaimsSet;
import org.springframework.security.oauth2.jwt.JwtEncoder;
import org.springframework.security.oauth2.jwt.JwtEncoderParameters;

/**
 * {@code POST /local/token?handle=...} answers with an access token for that user, as plain text and without a
 * password: what {@code ./cruddur token} asks. No other origin's page can read the answer: there is no CORS here, and a
 * host name that somebody bends to the loopback address (DNS rebinding) is refused.
 */
final class LocalTokenServlet extends HttpServlet {

    static final String PATH = "/local/token";

    private final transient URI issuer;
    private final transient List<Account> accounts;
    private final transient JwtEncoder encoder;
    private final String keyId;

    LocalTokenServlet(URI issuer, List<Account> accounts, JwtEncoder encoder, String keyId) {
        this.issuer = issuer;
        this.accounts = accounts;
        this.encoder = encoder;
        this.keyId = keyId;
    }

    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String host = request.getServerName();
        if (!host.equals("127.0.0.1") && !host.equals("localhost")) {
            answer(response, HttpServletResponse.SC_FORBIDDEN, "Only under a loopback address");
            return;
        }
        String handle = Optional.ofNullable(request.getParameter("handle")).orElse("");
        Optional<Account> account =
                accounts.stream().filter(known -> known.isCalled(handle)).findFirst();
        if (account.isPresent()) {
            answer(response, HttpServletResponse.SC_OK, token(account.get()));
        } else {
            List<String> handles = accounts.stream().map(Account::handle).toList();
            answer(
                    response,
                    HttpServletResponse.SC_NOT_FOUND,
                    "No sample user has this handle. There are: " + String.join(", ", handles));
        }
    }

    private String token(Account account) {
        Instant now = Instant.now();
        JwtClaimsSet claims = JwtClaimsSet.builder()
                .issuer(issuer.toString())
                .subject(account.sub())
                .issuedAt(now)
                .expiresAt(now.plus(LocalSignIn.TOKEN_LIFE))
                .id(UUID.randomUUID().toString())
                .claims(all -> CognitoClaims.access(
                        all,
                        LocalSignIn.CLIENT_ID,
                        LocalSignIn.SCOPES,
                        UUID.randomUUID().toString(),
                        now))
                .build();
        JwsHeader header = JwsHeader.with(SignatureAlgorithm.RS256).keyId(keyId).build();
        return encoder.encode(JwtEncoderParameters.from(header, claims)).getTokenValue();
    }

    private static void answer(HttpServletResponse response, int status, String text) throws IOException {
        response.setStatus(status);
        response.setContentType("text/plain");
        response.setCharacterEncoding(StandardCharsets.UTF_8.name());
        response.setHeader("Cache-Control", "no-store");
        response.getWriter().print(text);
    }
}
