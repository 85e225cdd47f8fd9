package com.cruddur.cli.doctor;

import com.cruddur.cli.connection.ConnectionOptions;
import com.cruddur.cli.output.ErrorMessage;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** Can the keys that sign access tokens be fetched? Without them the API refuses everybody. */
final class KeysCheck {

    private static final String NAME = "sign-in keys";
    private static final String PATH = "/.well-known/jwks.json";
    private static final int TIMEOUT_MILLIS = 4_000;

    private final ConnectionOptions connection;

    KeysCheck(ConnectionOptions connection) {
        this.connection = connection;
    }

    List<Check> check() {
        return List.of(address().map(KeysCheck::fetched).orElseGet(() -> Check.skipped(NAME, "no user pool is named")));
    }

    private Optional<URI> address() {
        String pool = connection.userPoolId().value();
        if (pool != null) {
            String host = connection
                    .clients()
                    .endpoint("COGNITO_IDENTITY_PROVIDER")
                    .map(URI::toString)
                    .orElseGet(
                            () -> "https://cognito-idp." + connection.region().value() + ".amazonaws.com");
            return Optional.of(URI.create(host + "/" + pool + PATH));
        }
        return connection.isOnAws()
                ? Optional.empty()
                : Optional.of(connection.signIn().resolve(PATH));
    }

    private static Check fetched(URI address) {
        try {
            HttpURLConnection http = (HttpURLConnection) address.toURL().openConnection();
            http.setConnectTimeout(TIMEOUT_MILLIS);
            http.setReadTimeout(TIMEOUT_MILLIS);
            int status = http.getResponseCode();
            if (status != HttpURLConnection.HTTP_OK) {
                return Check.failure(NAME, address + " answers " + status, "Are pool and region right?");
            }
            try (InputStream body = http.getInputStream()) {
                boolean keys = new String(body.readAllBytes(), StandardCharsets.UTF_8).contains("\"keys\"");
                return keys
                        ? Check.ok(NAME, address.toString())
                        : Check.failure(NAME, address + " holds no keys", "Are pool and region right?");
            }
        } catch (IOException e) {
            return Check.failure(
                    NAME, address + ": " + ErrorMessage.oneLine(e.toString()), "Is there a network, or a proxy?");
        }
    }
}
