package com.cruddur.api.http;

import jakarta.servlet.http.HttpServletRequest;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** The {@code Link} header (RFC 8288) that announces the next page, relative to this server. */
public final class NextLink {

    private NextLink() {}

    /**
     * @param parameter where the next page begins: the parameter's name and value
     * @param limit as it was asked for
     */
    public static String of(HttpServletRequest request, String parameter, String value, int limit) {
        return of(request, parameter, value, limit, Map.of());
    }

    /** @param others what else was asked for */
    public static String of(
            HttpServletRequest request, String parameter, String value, int limit, Map<String, String> others) {
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put("limit", Integer.toString(limit));
        parameters.putAll(others);
        parameters.put(parameter, value);
        return parameters.entrySet().stream()
                .map(part -> part.getKey() + "=" + part.getValue())
                .collect(Collectors.joining("&", "<" + request.getRequestURI() + "?", ">; rel=\"next\""));
    }
}
