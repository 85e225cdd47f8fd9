package com.cruddur.cli;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.cognitoidentityprovider.CognitoIdentityProviderClient;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AttributeType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.MessageActionType;

/** cognito-local (npm) on this machine, for a test class. Installed by {@code src/test/node/install.mjs}. */
public final class CognitoLocal implements BeforeAllCallback, AfterAllCallback {

    /** From this module and from others, which are its neighbours. */
    private static final Path MODULE = Path.of("../cli").toAbsolutePath().normalize();

    private static final Path HOME = MODULE.resolve("target/cognito-local");
    private static final Pattern ADDRESS = Pattern.compile("running on (http://127\\.0\\.0\\.1:\\d+)");

    private final int port;
    private final @Nullable Path state;
    private Process process;
    private Path directory;
    private URI endpoint;
    private CognitoIdentityProviderClient client;

    /** Empty, on a free port. */
    CognitoLocal() {
        this(0, null);
    }

    /** @param state what its directory {@code .cognito} begins as */
    public CognitoLocal(int port, @Nullable Path state) {
        this.port = port;
        this.state = state;
    }

    @Override
    public void beforeAll(ExtensionContext context) throws Exception {
        Process install = new ProcessBuilder(
                        "node", MODULE.resolve("src/test/node/install.mjs").toString(), HOME.toString())
                .inheritIO()
                .start();
        if (install.waitFor() != 0) {
            throw new IllegalStateException("cognito-local could not be installed");
        }
        directory = Files.createTempDirectory("cognito-local");
        Path home = directory.resolve(".cognito");
        if (state == null) {
            Files.createDirectories(home);
            Files.writeString(home.resolve("config.json"), "{\"UserPoolDefaults\":{\"UsernameAttributes\":[]}}");
        } else {
            Files.move(state, home);
        }
        ProcessBuilder builder = new ProcessBuilder(
                        "node",
                        HOME.resolve("node_modules/cognito-local/lib/bin/start.js")
                                .toString())
                .directory(directory.toFile())
                .redirectErrorStream(true);
        builder.environment().putAll(Map.of("HOST", "127.0.0.1", "PORT", Integer.toString(port)));
        process = builder.start();
        endpoint = address(process.inputReader(StandardCharsets.UTF_8));
        Thread drain = new Thread(this::drain, "cognito-local");
        drain.setDaemon(true);
        drain.start();
        client = CognitoIdentityProviderClient.builder()
                .endpointOverride(endpoint)
                .region(Region.US_EAST_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local")))
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .build();
    }

    @Override
    public void afterAll(ExtensionContext context) throws IOException {
        client.close();
        process.destroy();
        try (Stream<Path> files = Files.walk(directory)) {
            files.sorted((a, b) -> b.compareTo(a)).map(Path::toFile).forEach(File::delete);
        }
    }

    URI endpoint() {
        return endpoint;
    }

    public CognitoIdentityProviderClient client() {
        return client;
    }

    /** @return the pool's id */
    String newPool() {
        return client.createUserPool(create -> create.poolName("cruddur"))
                .userPool()
                .id();
    }

    /** @return the {@code sub} */
    String newUser(String pool, String username, Map<String, String> attributes) {
        return client
                .adminCreateUser(create -> create.userPoolId(pool)
                        .username(username)
                        .messageAction(MessageActionType.SUPPRESS)
                        .userAttributes(attributes.entrySet().stream()
                                .map(a -> AttributeType.builder()
                                        .name(a.getKey())
                                        .value(a.getValue())
                                        .build())
                                .toList()))
                .user()
                .attributes()
                .stream()
                .filter(attribute -> attribute.name().equals("sub"))
                .map(AttributeType::value)
                .findFirst()
                .orElseThrow();
    }

    private static URI address(BufferedReader output) throws IOException {
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            Matcher matcher = ADDRESS.matcher(line);
            if (matcher.find()) {
                return URI.create(matcher.group(1));
            }
        }
        throw new IllegalStateException("cognito-local ended before it was ready");
    }

    private void drain() {
        try (BufferedReader output = process.inputReader(StandardCharsets.UTF_8)) {
            while (output.readLine() != null) {
                // Its log is of no use to us; an unread pipe would stop it.
            }
        } catch (IOException e) {
            // It has ended.
        }
    }
}
