package com.cruddur.api.valkey;

import static org.awaitility.Awaitility.await;

import com.cruddur.core.testing.Ports;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.api.StatefulRedisConnection;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import redis.embedded.RedisExecProvider;

/** A real Redis server on a port of the loopback interface, which keeps nothing when it ends. */
public final class ValkeyServer implements AutoCloseable {

    private static final long STOP_SECONDS = 10;
    private static final int SLOTS = 16_384;
    private static final int BUS_PORT = 10_000;

    private final int port;
    private final List<String> settings;
    private @Nullable Process process;

    private ValkeyServer(int port, List<String> settings) {
        this.port = port;
        this.settings = settings;
    }

    /** @param settings more of the server's: {@code --requirepass}, {@code secret} */
    public static ValkeyServer start(String... settings) {
        ValkeyServer server = new ValkeyServer(Ports.free(), List.of(settings));
        server.restart();
        return server;
    }

    /** On the port that it had. Returns when it answers. */
    public void restart() {
        try {
            File executable = RedisExecProvider.defaultProvider().get();
            List<String> command = new ArrayList<>(List.of(
                    executable.getAbsolutePath(),
                    "--bind",
                    "127.0.0.1",
                    "--port",
                    Integer.toString(port),
                    "--save",
                    "",
                    "--dir",
                    executable.getAbsoluteFile().getParent()));
            command.addAll(settings);
            process = new ProcessBuilder(command).redirectErrorStream(true).start();
            awaitReady(process);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void awaitReady(Process process) throws IOException {
        BufferedReader output =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        StringBuilder said = new StringBuilder();
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            if (line.contains("Ready to accept connections")) {
                drain(output);
                return;
            }
            said.append(line).append('\n');
        }
        throw new IOException("Redis has ended: " + said);
    }

    /** Or it would wait for somebody to read what it says. */
    private static void drain(BufferedReader output) {
        Thread reader = new Thread(
                () -> {
                    try {
                        output.transferTo(Writer.nullWriter());
                    } catch (IOException killed) {
                        // There is nothing more.
                    }
                },
                "redis-output");
        reader.setDaemon(true);
        reader.start();
    }

    /** As by SIGKILL. Returns when it is gone. */
    public void kill() {
        Process running = process;
        if (running != null) {
            running.destroyForcibly();
            try {
                running.waitFor(STOP_SECONDS, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            process = null;
        }
    }

    /** From now on it takes connections and bytes, and answers nothing. */
    public void pause() {
        signal("STOP");
    }

    public void resume() {
        signal("CONT");
    }

    private void signal(String signal) {
        Process running = process;
        if (running != null) {
            call("kill", "-" + signal, Long.toString(running.pid()));
        }
    }

    private static void call(String... command) {
        try {
            Process kill = new ProcessBuilder(command).inheritIO().start();
            if (kill.waitFor() != 0) {
                throw new IllegalStateException(String.join(" ", command) + " has failed");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** A cluster of two, each with half of the slots. */
    public static List<ValkeyServer> startCluster() {
        List<ValkeyServer> servers = List.of(startNode(), startNode());
        RedisClient client = RedisClient.create();
        try (StatefulRedisConnection<String, String> one =
                        client.connect(RedisURI.create(servers.get(0).url()));
                StatefulRedisConnection<String, String> other =
                        client.connect(RedisURI.create(servers.get(1).url()))) {
            one.sync().clusterAddSlots(IntStream.range(0, SLOTS / 2).toArray());
            other.sync().clusterAddSlots(IntStream.range(SLOTS / 2, SLOTS).toArray());
            one.sync().clusterMeet("127.0.0.1", servers.get(1).port());
            for (StatefulRedisConnection<String, String> node : List.of(one, other)) {
                await().atMost(Duration.ofSeconds(30))
                        .until(() -> node.sync().clusterInfo().contains("cluster_state:ok"));
            }
        } finally {
            client.shutdown();
        }
        return servers;
    }

    /** The servers of a cluster talk to each other on a second port, 10,000 above the first. */
    private static ValkeyServer startNode() {
        int port = Ports.free();
        while (!Ports.isFree(port + BUS_PORT)) {
            port = Ports.free();
        }
        ValkeyServer server = new ValkeyServer(
                port,
                List.of("--cluster-enabled", "yes", "--cluster-config-file", "nodes-" + UUID.randomUUID() + ".conf"));
        server.restart();
        return server;
    }

    public int port() {
        return port;
    }

    /** For {@code cruddur.valkey.url}. */
    public String url() {
        return "redis://127.0.0.1:" + port;
    }

    @Override
    public void close() {
        kill();
    }
}
