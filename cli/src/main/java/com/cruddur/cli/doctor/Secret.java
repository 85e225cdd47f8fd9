package com.cruddur.cli.doctor;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** What is odd about a secret access key as it was read. Says where and what kind, and never prints any of it. */
final class Secret {

    private static final int LENGTH = 40;
    private static final Pattern ALPHABET = Pattern.compile("[A-Za-z0-9/+=]*");

    private Secret() {}

    static List<String> oddities(String secret) {
        List<String> found = new ArrayList<>();
        if (!secret.isEmpty() && isBlank(secret.charAt(0))) {
            found.add("begins with a blank");
        }
        if (!secret.isEmpty() && isBlank(secret.charAt(secret.length() - 1))) {
            found.add("ends with a blank");
        }
        if (secret.chars().anyMatch(c -> c == '\n' || c == '\r')) {
            found.add("holds a line break");
        }
        String core = secret.strip();
        if (core.chars().anyMatch(c -> c == '"' || c == '\'' || c == '\u201c' || c == '\u201d')) {
            found.add("holds a quote");
        }
        if (core.contains("%2F") || core.contains("%2B") || core.contains("%3D")) {
            found.add("is percent-encoded");
        }
        if (core.indexOf('\\') >= 0) {
            found.add("holds a backslash");
        }
        if (core.length() != LENGTH) {
            found.add("has " + core.length() + " characters where AWS's have " + LENGTH);
        }
        if (found.isEmpty() && !ALPHABET.matcher(core).matches()) {
            found.add("holds a character other than letters, digits, / and +");
        }
        return found;
    }

    private static boolean isBlank(int c) {
        return c == ' ' || c == '\t' || c == '\u00a0' || c == '\ufeff';
    }
}
