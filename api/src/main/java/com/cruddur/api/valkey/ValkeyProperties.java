package com.cruddur.api.valkey;

import io.lettuce.core.RedisURI;
import jakarta.validation.constraints.AssertTrue;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Valkey, over which several instances tell each other of what happens, and share a cache.
 *
 * @param url redis://HOST:PORT, or rediss://HOST:PORT for TLS; empty: there is none, and each instance is alone
 * @param username of the user on the server, if it has users
 * @param password of the user, or of the server
 * @param cluster whether the address is that of a cluster, whose redirects are followed
 */
@ConfigurationProperties("cruddur.valkey")
@Validated
public record ValkeyProperties(
        @Nullable String url,
        @Nullable String username,
        @Nullable String password,
        @DefaultValue("false") boolean cluster) {

    /** An environment variable that is set to nothing is not set. */
    public ValkeyProperties {
        url = url == null || url.isBlank() ? null : url.strip();
        username = username == null || username.isBlank() ? null : username;
        password = password == null || password.isBlank() ? null : password;
    }

    /** Public, because Spring names what is wrong by calling it. The address itself is not shown: it may hold a password. */
    @AssertTrue(message = "cruddur.valkey.url must be redis://HOST:PORT or, for TLS, rediss://HOST:PORT")
    public boolean isUrlReadable() {
        try {
            return url == null
                    || url.matches("rediss?://[^\\s/?#]+/?")
                            && RedisURI.create(url).getHost() != null;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    @AssertTrue(message = "cruddur.valkey.username needs cruddur.valkey.password")
    public boolean isPasswordGivenWithUsername() {
        return username == null || password != null;
    }

    @Override
    public String toString() {
        return "ValkeyProperties[cluster=" + cluster + "]";
    }

    RedisURI uri() {
        RedisURI uri = RedisURI.create(url);
        if (password != null) {
            return RedisURI.builder(uri)
                    .withAuthentication(username == null ? "default" : username, password.toCharArray())
                    .build();
        }
        return uri;
    }
}
