package com.cruddur.cli;

import com.cruddur.cli.connection.Environment;
import com.cruddur.cli.connection.LocalStackOption;
import com.cruddur.core.problem.CruddurException;
import com.cruddur.core.problem.ErrorCode;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Asks the local sign-in for a token. */
@Command(
        name = "token",
        description = "Print an access token for a sample user of the running stack, and nothing else.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Example:",
            "  curl -H \"Authorization: Bearer $(./cruddur token londo)\" http://localhost:4567/api/message_groups"
        })
final class TokenCommand implements Callable<Integer> {

    private static final int TIMEOUT_MILLIS = 5_000;

    @Parameters(paramLabel = "<handle>", description = "Handle or e-mail address of a sample user, such as londo.")
    private String handle;

    @Mixin
    private LocalStackOption stack;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        spec.commandLine()
                .getOut()
                .println(token(stack.running(Environment.of(spec)).signIn()));
        return 0;
    }

    private String token(URI signIn) {
        String name = handle.startsWith("@") ? handle.substring(1) : handle;
        try {
            URI address = signIn.resolve("/local/token?handle=" + URLEncoder.encode(name, StandardCharsets.UTF_8));
            HttpURLConnection connection = (HttpURLConnection) address.toURL().openConnection();
            connection.setRequestMethod("POST");
            connection.setConnectTimeout(TIMEOUT_MILLIS);
            connection.setReadTimeout(TIMEOUT_MILLIS);
            int status = connection.getResponseCode();
            return switch (status) {
                case HttpURLConnection.HTTP_OK -> text(connection.getInputStream());
                case HttpURLConnection.HTTP_NOT_FOUND ->
                    throw new CruddurException(ErrorCode.USER_NOT_FOUND, text(connection.getErrorStream()));
                default ->
                    throw new CruddurException(
                            ErrorCode.INTERNAL_ERROR, "The local sign-in at " + signIn + " answers " + status);
            };
        } catch (IOException e) {
            throw LocalStackOption.doesNotAnswer(signIn, e);
        }
    }

    private static String text(InputStream body) throws IOException {
        return new String(body.readAllBytes(), StandardCharsets.UTF_8);
    }
}
