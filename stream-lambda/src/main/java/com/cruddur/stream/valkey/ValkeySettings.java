package com.cruddur.stream.valkey;

import java.net.URI;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which server, and who one is there.
 *
 * @param username null for the server's default user
 * @param password null where the server asks for none
 */
record ValkeySettings(
        String host,
        int port,
        boolean isTls,
        @Nullable String username,
        @Nullable String password) {

    static final String URL = "CRUDDUR_VALKEY_URL";
    static final String USERNAME = "CRUDDUR_VALKEY_USERNAME";
    static final String PASSWORD = "CRUDDUR_VALKEY_PASSWORD";

    private static final int DEFAULT_PORT = 6379;

    /** @throws IllegalArgumentException for an address that is none; it is not in the message, since it may hold a password */
    static ValkeySettings from(Map<String, String> environment) {
        URI uri = uri(environment.getOrDefault(URL, ""));
        String[] user =
                uri.getUserInfo() == null ? new String[0] : uri.getUserInfo().split(":", 2);
        String username = text(environment.get(USERNAME));
        String password = text(environment.get(PASSWORD));
        return new ValkeySettings(
                // The brackets of an IPv6 address.
                uri.getHost().replaceAll("[\\[\\]]", ""),
                uri.getPort() < 0 ? DEFAULT_PORT : uri.getPort(),
                uri.getScheme().equals("rediss"),
                username == null && user.length == 2 ? text(user[0]) : username,
                password == null && user.length > 0 ? text(user[user.length - 1]) : password);
    }

    private static URI uri(String text) {
        try {
            URI uri = URI.create(text.strip());
            if (uri.getHost() != null && ("redis".equals(uri.getScheme()) || "rediss".equals(uri.getScheme()))) {
                return uri;
            }
        } catch (IllegalArgumentException e) {
            // Said below, without the text.
        }
        throw new IllegalArgumentException(URL + " must be redis://HOST:PORT or, for TLS, rediss://HOST:PORT");
    }

    private static @Nullable String text(@Nullable String value) {
        return value == null || value.isBlank() ? null : value;
    }

    /** Another server of the same cluster. */
    ValkeySettings at(String otherHost, int otherPort) {
        return new ValkeySettings(otherHost, otherPort, isTls, username, password);
    }

    @Override
    public String toString() {
        return host + ":" + port;
    }
}
