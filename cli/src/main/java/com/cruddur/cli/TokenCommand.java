package com.cruddur.cli;

import com.cruddur.core.problem.CruddurException;
import com.cruddur.core.problem.ErrorCode;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "token",
        description = "Print an access token for a sample user of the running stack, and nothing else.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "The token is good for one hour.",
            "",
            "Example:",
            "  curl -H \"Authorization: Bearer $(./cruddur token bayko)\" http://localhost:4567/api/message_groups"
        })
final class TokenCommand implements Runnable {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    @Spec
    private CommandSpec spec;

    @Mixin
    private StackOptions options = new StackOptions();

    @Parameters(paramLabel = "HANDLE", description = "Whose token: andrewbrown, bayko, londo, granite, …")
    private String handle = "";

    @SuppressWarnings("NullAway.Init") // picocli sets the spec.
    TokenCommand() {}

    @Override
    public void run() {
        URI url = options.stack()
                .signIn()
                .resolve("/local/token?handle=" + URLEncoder.encode(handle, StandardCharsets.UTF_8));
        HttpResponse<String> answer = post(url);
        if (answer.statusCode() != 200) {
            throw new CruddurException(ErrorCode.USER_NOT_FOUND, answer.body());
        }
        spec.commandLine().getOut().println(answer.body());
    }

    private static HttpResponse<String> post(URI url) {
        HttpRequest request = HttpRequest.newBuilder(url)
                .timeout(PATIENCE)
                .POST(BodyPublishers.noBody())
                .build();
        try {
            return HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
        } catch (IOException e) {
            throw new CruddurException(
                    ErrorCode.TEMPORARILY_UNAVAILABLE,
                    "The stack does not answer at " + url.getAuthority() + ": is it still starting?");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CruddurException(ErrorCode.TEMPORARILY_UNAVAILABLE, "Interrupted");
        }
    }
}
