package com.cruddur.api.security;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.security.oauth2.server.resource.InvalidBearerTokenException;
import org.springframework.security.oauth2.server.resource.web.BearerTokenResolver;
import org.springframework.security.oauth2.server.resource.web.DefaultBearerTokenResolver;
import org.springframework.stereotype.Component;

/**
 * The token that a request presents. Where nobody needs one, nobody looks at it; where it is optional, anything
 * that is presented must be valid.
 */
@Component
class PresentedToken implements BearerTokenResolver {

    private final DefaultBearerTokenResolver bearer = new DefaultBearerTokenResolver();

    @Override
    public @Nullable String resolve(HttpServletRequest request) {
        if (!Paths.API.matches(request) || Paths.WITHOUT_TOKEN.matches(request)) {
            return null;
        }
        int presented =
                Collections.list(request.getHeaders(HttpHeaders.AUTHORIZATION)).size();
        if (presented > 1) {
            // A proxy before us may look at another of them.
            throw new InvalidBearerTokenException("More than one Authorization header");
        }
        String token = bearer.resolve(request);
        if (token == null && presented == 1) {
            throw new InvalidBearerTokenException("Not a bearer token");
        }
        return token;
    }
}
