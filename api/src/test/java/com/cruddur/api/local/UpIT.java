package com.cruddur.api.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.cruddur.api.testing.Answer;
import com.cruddur.api.testing.Call;
import com.cruddur.core.testing.InProof;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** {@code ./cruddur up} as a process of its own, which can be killed. */
class UpIT {

    /** Bounds a hang: a start has taken 55 s on a machine that did other things as well. */
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(5);

    private static final int ACKNOWLEDGED = 60;
    private static final String STATE_FILE = "stack.properties";

    @TempDir
    private Path dir;

    private final List<Started> started = new ArrayList<>();

    /** PostgreSQL's programs, as a first start does, which takes seconds. */
    private boolean unpacks;

    @AfterEach
    void leaveNothingBehind() throws InterruptedException {
        for (Started up : started) {
            up.process().destroy();
            up.process().waitFor(LONGEST_WAIT.toSeconds(), TimeUnit.SECONDS);
        }
    }

    @InProof
    @Test
    void whatWasAcknowledgedSurvivesSigkillAndTheListsCatchUp() throws Exception {
        unpacks = true;
        Started first = up();
        first.becomesReady();
        String conversation = say("yuki", "granite", "The first").text("message_group_uuid");

        Set<String> acknowledged = sendUntilKilled(first.process());
        assertThat(acknowledged).hasSizeGreaterThanOrEqualTo(ACKNOWLEDGED);
        assertThat(stateFile()).as("what a killed stack leaves behind").exists();

        Started second = up();
        second.becomesReady();

        List<String> stored = everyMessage(conversation);
        assertThat(stored).containsAll(acknowledged).doesNotHaveDuplicates();
        String last = stored.get(stored.size() - 1);
        for (String member : List.of("yuki", "granite")) {
            await().atMost(LONGEST_WAIT).untilAsserted(() -> {
                JsonNode top = call(member, "GET", "/api/message_groups")
                        .send()
                        .isOk()
                        .json()
                        .get(0);
                assertThat(top.get("uuid").stringValue()).isEqualTo(conversation);
                assertThat(top.get("message").stringValue()).isEqualTo(textOf(last, conversation));
            });
        }
        stopsCleanly(second);
    }

    @Test
    void aPortThatIsAskedForAndBusyIsAnError() throws Exception {
        try (ServerSocket busy = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Started up = up("--port", Integer.toString(busy.getLocalPort()));

            up.endsWith(1);
            assertThat(up.output())
                    .contains("Port " + busy.getLocalPort() + " is in use")
                    .contains("--port");
        }
    }

    @Test
    void aSecondOneOnTheSameDirectoryIsAnError() throws Exception {
        try (StateDir held = StateDir.hold(dir.resolve("state"))) {
            Started up = up();

            up.endsWith(1);
            assertThat(up.output()).contains(held.path().toString()).contains("--state-dir");
        }
    }

    /** One of them is without limits on the rate of requests: a start is what takes long here. */
    @InProof
    @Test
    void twoAtOnceTakeDifferentPorts() throws Exception {
        Path firstDir = dir.resolve("first");
        Path secondDir = dir.resolve("second");
        Started first = up("--port", "0", "--state-dir", firstDir.toString());
        Started second = up("--port", "0", "--state-dir", secondDir.toString(), "--no-rate-limits");

        first.becomesReady();
        second.becomesReady();

        assertThat(first.output()).contains("./cruddur token --state-dir " + firstDir + " bayko");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(firstDir)))
                .isEqualTo("rwx------");
        takesMoreThanABurst(secondDir);
        endsWithALineWhenPostgresEnds(first, firstDir);
    }

    /** A user's burst is 600. */
    private void takesMoreThanABurst(Path stateDir) {
        Call call = call(stateDir, "yuki", "GET", "/api/message_groups");

        for (int i = 0; i < 700; i++) {
            call.sendUnchecked().is(200);
        }
    }

    private static void endsWithALineWhenPostgresEnds(Started up, Path stateDir) throws Exception {
        String pid = Files.readAllLines(stateDir.resolve("postgres/data/postmaster.pid"))
                .get(0);
        new ProcessBuilder("kill", "-KILL", pid.strip()).start().waitFor();

        up.endsWith(1);
        assertThat(up.output()).contains("cruddur: PostgreSQL has ended", "postgres.log", "./cruddur up");
    }

    /** Whoever started it would not learn where it is. */
    @InProof
    @Test
    void anAddressThatCannotBeToldEndsIt() throws Exception {
        Process up = command("--port", "0").start();
        up.getInputStream().close();

        assertThat(up.waitFor(LONGEST_WAIT.toSeconds(), TimeUnit.SECONDS)).isTrue();
        assertThat(up.exitValue()).isEqualTo(141);
        assertThat(stateFile()).doesNotExist();
    }

    @Test
    void aFileInThePlaceOfTheDirectoryIsAnError() throws Exception {
        Path file = Files.writeString(dir.resolve("file"), "");
        Started up = up("--port", "0", "--state-dir", file.toString());

        up.endsWith(1);
        assertThat(up.output()).isEqualTo("cruddur: " + file + " is a file: choose a directory with --state-dir\n");
    }

    /** As a directory that may not be written: what the file system refuses is one line. */
    @Test
    void aDirectoryThatCannotBeMadeIsAnError() throws Exception {
        Path below = Files.writeString(dir.resolve("file"), "").resolve("state");
        Started up = up("--port", "0", "--state-dir", below.toString());

        up.endsWith(1);
        assertThat(up.output().lines())
                .singleElement()
                .asString()
                .startsWith("cruddur: Nothing can be written into " + below)
                .contains("--state-dir");
    }

    @Test
    void dataOfAnotherPostgresIsAnError() throws Exception {
        Path data = Files.createDirectories(dir.resolve("state/postgres/data"));
        Files.writeString(data.resolve("PG_VERSION"), "17\n");
        Files.writeString(dir.resolve("state/postgres/initialised"), "");
        Started up = up();

        up.endsWith(1);
        assertThat(up.output().lines()).singleElement().asString().contains("PostgreSQL 17", "18", "--fresh");
    }

    @InProof
    @Test
    void aBrokenTableIsAnError() throws Exception {
        Path table = Files.createDirectories(dir.resolve("state/dynamodb")).resolve("shared-local-instance.db");
        Files.writeString(table, "no database".repeat(1_000));
        Started up = up();

        up.endsWith(1);
        assertThat(up.output().lines())
                .singleElement()
                .asString()
                .startsWith("cruddur: ")
                .contains("--fresh");
    }

    @Test
    void aWrongOptionIsAnError() throws Exception {
        Started up = up("--prot", "4567");

        up.endsWith(2);
        assertThat(up.output()).contains("--prot").contains("./cruddur up --help");
    }

    /** With SIGTERM's usual exit code, its PostgreSQL and its file of addresses gone. */
    private void stopsCleanly(Started up) throws Exception {
        // PostgreSQL is no child of the JVM and removes this file last of all; a process that nobody reaps seems alive.
        Path postmaster = dir.resolve("state/postgres/data/postmaster.pid");
        assertThat(postmaster).exists();

        up.process().destroy();

        up.endsWith(143);
        assertThat(postmaster).as("the file of a running PostgreSQL").doesNotExist();
        assertThat(stateFile()).doesNotExist();
    }

    /** @return the uuids of the messages that were acknowledged before the kill */
    private Set<String> sendUntilKilled(Process up) throws InterruptedException {
        Set<String> acknowledged = Collections.synchronizedSet(new LinkedHashSet<>());
        URI server = URI.create(addresses(stateDir()).getProperty("api"));
        String token = Tokens.of(URI.create(addresses(stateDir()).getProperty("sign-in")), "yuki");
        ExecutorService senders = Executors.newFixedThreadPool(4);
        for (int sender = 0; sender < 4; sender++) {
            senders.execute(() -> {
                try {
                    for (int i = 0; ; i++) {
                        Answer answer = new Call(server, "POST", "/api/messages")
                                .token(token)
                                .json(Map.of("handle", "granite", "message", "Number " + i))
                                .send();
                        if (answer.status() == 200) {
                            acknowledged.add(answer.text("uuid"));
                        }
                    }
                } catch (RuntimeException killed) {
                    // No answer: this message may be there or not.
                }
            });
        }
        await().atMost(LONGEST_WAIT).until(() -> acknowledged.size() >= ACKNOWLEDGED);
        up.destroyForcibly().waitFor();
        senders.shutdown();
        assertThat(senders.awaitTermination(LONGEST_WAIT.toSeconds(), TimeUnit.SECONDS))
                .isTrue();
        return acknowledged;
    }

    private List<String> everyMessage(String conversation) {
        List<String> uuids = new ArrayList<>();
        Optional<String> next = Optional.of("/api/messages/" + conversation + "?limit=100");
        while (next.isPresent()) {
            Answer page = call("granite", "GET", next.get()).send().isOk();
            uuids.addAll(0, page.each("uuid"));
            next = page.next();
        }
        return uuids;
    }

    private String textOf(String message, String conversation) {
        Answer newest =
                call("granite", "GET", "/api/messages/" + conversation).send().isOk();
        assertThat(newest.each("uuid")).last().isEqualTo(message);
        List<String> texts = newest.each("message");
        return texts.get(texts.size() - 1);
    }

    private Answer say(String from, String to, String text) {
        return call(from, "POST", "/api/messages")
                .json(Map.of("handle", to, "message", text))
                .send()
                .isOk();
    }

    private Call call(String handle, String method, String address) {
        return call(stateDir(), handle, method, address);
    }

    private static Call call(Path stateDir, String handle, String method, String address) {
        Properties stack = addresses(stateDir);
        return new Call(URI.create(stack.getProperty("api")), method, address)
                .token(Tokens.of(URI.create(stack.getProperty("sign-in")), handle));
    }

    /** What the command line reads. */
    private static Properties addresses(Path stateDir) {
        Properties properties = new Properties();
        try (InputStream file = Files.newInputStream(stateDir.resolve(STATE_FILE))) {
            properties.load(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return properties;
    }

    private Path stateDir() {
        return dir.resolve("state");
    }

    private Path stateFile() {
        return stateDir().resolve(STATE_FILE);
    }

    private Started up(String... options) throws IOException {
        Path log = dir.resolve("up-" + started.size() + ".log");
        Process process = command(options)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        Started up = new Started(process, log);
        started.add(up);
        return up;
    }

    private ProcessBuilder command(String... options) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                Up.class.getName(),
                "up"));
        if (!unpacks) {
            command.add(
                    1,
                    "-Dcruddur.postgres.programs="
                            + Path.of("target/postgres-programs").toAbsolutePath());
        }
        command.addAll(options.length > 0 ? List.of(options) : List.of("--port", "0"));
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().put("CRUDDUR_STATE_DIR", stateDir().toString());
        return builder;
    }

    /** @param log its standard output and error */
    private record Started(Process process, Path log) {

        String output() {
            try {
                return Files.readString(log);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        void becomesReady() {
            await().atMost(LONGEST_WAIT).until(() -> !process.isAlive() || output().contains("Ready http://"));
            assertThat(process.isAlive()).as(output()).isTrue();
        }

        void endsWith(int exitCode) throws InterruptedException {
            assertThat(process.waitFor(LONGEST_WAIT.toSeconds(), TimeUnit.SECONDS))
                    .isTrue();
            assertThat(process.exitValue()).as(output()).isEqualTo(exitCode);
            assertThat(output()).doesNotContain("Exception");
        }
    }
}
