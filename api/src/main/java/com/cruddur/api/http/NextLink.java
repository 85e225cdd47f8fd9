package com.cruddur.api.http;

import jakarta.servlet.http.HttpServletRequest;

/** The {@code Link} header (RFC 8288) that announces the next page, relative to this server. */
public final class NextLink {

    private NextLink() {}

    /**
     * @param parameter where the next page begins: the parameter's name and value
     * @param limit as it was asked for
     */
    public static String of(HttpServletRequest request, String parameter, String value, int limit) {
        return "<%s?limit=%d&%s=%s>; rel=\"next\"".formatted(request.getRequestURI(), limit, parameter, value);
    }
}
