package com.cruddur.api.http;

import jakarta.servlet.ServletRequest;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The name of a request. A caller may bring one of its own; what does not look like one is replaced. */
public final class RequestId {

    public static final String HEADER = "X-Request-Id";

    private static final String ATTRIBUTE = RequestId.class.getName();
    private static final Pattern SYNTAX = Pattern.compile("[A-Za-z0-9._-]{1,64}");

    private RequestId() {}

    /** The name of this request: given on the first call, from then on the same. */
    public static String of(ServletRequest request, @Nullable String brought) {
        if (request.getAttribute(ATTRIBUTE) instanceof String known) {
            return known;
        }
        String id = brought != null && SYNTAX.matcher(brought).matches()
                ? brought
                : UUID.randomUUID().toString();
        request.setAttribute(ATTRIBUTE, id);
        return id;
    }
}
