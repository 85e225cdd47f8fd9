package com.cruddur.api.http;

import java.util.regex.Pattern;
import org.springframework.boot.json.JsonWriter.Members;
import org.springframework.boot.logging.structured.StructuredLoggingJsonMembersCustomizer;

/**
 * Nothing in a log line steers the terminal of who reads it: controls and turned writing become {@code ?}. This is for
 * JSON, whose own escapes leave out U+007F to U+009F; {@code logging.pattern.console} does the same for plain text.
 */
public final class PrintableLog implements StructuredLoggingJsonMembersCustomizer<Object> {

    private static final Pattern STEERING =
            Pattern.compile("[\\x00-\\x08\\x0B-\\x1F\\x7F-\\x9F\\u2028\\u2029\\u202A-\\u202E\\u2066-\\u2069]");

    @Override
    public void customize(Members<Object> members) {
        members.applyingValueProcessor((path, value) ->
                value instanceof String text ? STEERING.matcher(text).replaceAll("?") : value);
    }
}
