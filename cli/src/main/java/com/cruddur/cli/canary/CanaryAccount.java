package com.cruddur.cli.canary;

import java.util.Map;

/**
 * Who the canary is in Cognito.
 *
 * @param username an e-mail address
 */
public record CanaryAccount(String username, String password) {

    private static final String NOT_SO = "The canary's secret is not as {\"username\": \"...\", \"password\": \"...\"}";

    /**
     * @param secret as Secrets Manager keeps it: a JSON object
     * @throws CanaryFailure if it is none, or lacks one of both; it quotes nothing of it
     */
    public static CanaryAccount of(String secret) {
        Map<String, String> fields = fields(secret);
        String username = fields.get("username");
        String password = fields.get("password");
        if (username == null || password == null) {
            throw new CanaryFailure(NOT_SO);
        }
        return new CanaryAccount(username, password);
    }

    private static Map<String, String> fields(String secret) {
        try {
            return Fields.ofOne(secret);
        } catch (CanaryFailure quotesIt) {
            throw new CanaryFailure(NOT_SO);
        }
    }

    /** Not to be logged. */
    @Override
    public String toString() {
        return "CanaryAccount[" + username + "]";
    }
}
