package com.cruddur.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Programs of others, measured where they are installed. */
final class Peers {

    private static final String PYTHON = "python3";

    private final boolean hasBoto3;
    private final boolean hasAws;

    private Peers(boolean hasBoto3, boolean hasAws) {
        this.hasBoto3 = hasBoto3;
        this.hasAws = hasAws;
    }

    static Peers find() throws InterruptedException {
        return new Peers(Command.isThere(PYTHON, "-c", "import boto3"), Command.isThere("aws", "--version"));
    }

    boolean hasBoto3() {
        return hasBoto3;
    }

    boolean hasAws() {
        return hasAws;
    }

    /** What is missing, in a line each. */
    List<String> missing() {
        List<String> lines = new ArrayList<>();
        if (!hasBoto3) {
            lines.add("boto3 is not installed, so nothing is measured beside it: pip install boto3");
        }
        if (!hasAws) {
            lines.add("The AWS CLI is not installed, so nothing is measured beside it: pip install awscli");
        }
        return lines;
    }

    /** @param script of the folder {@code bench} in the resources of the tests */
    static List<String> python(String script, String... arguments) {
        List<String> words = new ArrayList<>(List.of(
                PYTHON,
                Services.module().resolve("src/test/resources/bench/" + script).toString()));
        words.addAll(List.of(arguments));
        return words;
    }

    /** Credentials that DynamoDB Local takes. */
    static Map<String, String> environment() {
        return Map.of(
                "AWS_ACCESS_KEY_ID", "local", "AWS_SECRET_ACCESS_KEY", "local", "AWS_DEFAULT_REGION", "us-east-1");
    }
}
