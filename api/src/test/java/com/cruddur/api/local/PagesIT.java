package com.cruddur.api.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.cruddur.cli.sample.SampleData;
import com.cruddur.cli.sample.SampleFile;
import com.cruddur.core.testing.Proof;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.ds.PGSimpleDataSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * The pages in a real browser, against the stack that {@code ./cruddur up} starts. The tests themselves, and the hunt
 * for a browser, are in {@code frontend-contract/e2e}.
 */
@Tag(Proof.TAG)
class PagesIT {

    private static final Path E2E = Path.of("..", "frontend-contract", "e2e");

    private static final int MANY_MESSAGES = 5000;
    private static final int FAILURE_LINES = 40;

    @Test
    void pagesWorkInABrowser(@TempDir Path state) throws Exception {
        try (LocalStack stack = LocalStack.startForTest(state)) {
            if (Proof.IS_ON) {
                loadLongConversation(stack.addresses(), state);
            }
            ProcessBuilder command = new ProcessBuilder("node", "scripts/run.js")
                    .directory(E2E.toFile())
                    .redirectErrorStream(true);
            command.environment().put("CRUDDUR_URL", stack.address().toString());
            command.environment().put("CRUDDUR_MANY", Integer.toString(MANY_MESSAGES));
            if (!Proof.IS_ON) {
                command.environment().put("CRUDDUR_BRIEF", "1");
            }
            // Two servers whose clocks are a minute apart: some tests use one for each of two people.
            Clock behind = Clock.offset(Clock.systemUTC(), Duration.ofSeconds(-60));
            command.environment()
                    .put("CRUDDUR_OTHER_URL", stack.anotherApi(behind).toString());
            Process tests = command.start();
            try {
                List<String> printed = print(tests);
                int exit = tests.waitFor();
                assumeThat(printed)
                        .as("a browser")
                        .noneMatch(line -> exit == 0 && line.startsWith("The browser tests were left out"));
                assertThat(exit)
                        .as(() -> "exit code of the browser tests; what failed: " + failures(printed))
                        .isZero();
            } finally {
                tests.descendants().forEach(ProcessHandle::destroy);
                tests.destroy();
            }
        }
    }

    /** What the tests scroll through. They would write it themselves, and take longer. */
    private static void loadLongConversation(Addresses addresses, Path folder) throws IOException {
        String lines = IntStream.rangeClosed(1, MANY_MESSAGES)
                .mapToObj(i -> "      - { from: %s, text: 'Message number %d of many. %s' }%n"
                        .formatted(i % 3 == 0 ? "londo" : "andrewbrown", i, "So it goes on. ".repeat(i % 9)))
                .collect(Collectors.joining());
        Path file = Files.writeString(folder.resolve("long.yaml"), """
                conversations:
                  - members: [andrewbrown, londo]
                    minutes_ago: 6000
                    messages:
                """ + lines);
        PGSimpleDataSource database = new PGSimpleDataSource();
        database.setUrl(addresses.jdbcUrl());
        try (DynamoDbClient table = DynamoDbClient.builder()
                .endpointOverride(addresses.dynamoDb())
                .region(Region.US_EAST_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local")))
                .build()) {
            SampleFile sample = SampleFile.read(file, handle -> true);
            new SampleData(database, table, addresses.tableName(), Clock.systemUTC(), sample).load();
        }
    }

    /** What Vitest tells of each test that failed: its name, and the lines below it up to the place in the code. */
    private static String failures(List<String> printed) {
        int first = IntStream.range(0, printed.size())
                .filter(i -> printed.get(i).contains("Failed Tests"))
                .findFirst()
                .orElse(Math.max(0, printed.size() - FAILURE_LINES));
        return printed.stream().skip(first).limit(FAILURE_LINES).collect(Collectors.joining("\n", "\n", ""));
    }

    /** As it comes, so that one sees how far they are. */
    private static List<String> print(Process process) throws IOException {
        List<String> lines = new ArrayList<>();
        try (BufferedReader output = process.inputReader()) {
            for (String line = output.readLine(); line != null; line = output.readLine()) {
                System.out.println(line);
                lines.add(line);
            }
        }
        return lines;
    }
}
