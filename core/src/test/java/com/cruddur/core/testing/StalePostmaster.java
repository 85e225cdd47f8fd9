package com.cruddur.core.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A PostgreSQL server outlives a JVM that was killed, and keeps its data directory. Before the next start it is asked to
 * shut down, which writes everything out.
 *
 * @see <a href="https://www.postgresql.org/docs/18/server-shutdown.html">Shutting Down the Server</a>
 */
final class StalePostmaster {

    private static final Duration LONGEST_WAIT = Duration.ofSeconds(30);

    private StalePostmaster() {}

    /** Call only while holding the directory's lock: a server whose JVM lives is not stale. */
    static void stop(Path data) throws IOException {
        Path pidFile = data.resolve("postmaster.pid");
        if (!Files.exists(pidFile)) {
            return;
        }
        Optional<ProcessHandle> process = process(pidFile);
        if (process.isEmpty()) {
            return; // PostgreSQL itself clears the file of a server that is no more
        }
        if (serves(process.get(), data)) {
            shutDown(process.get());
        } else {
            // The number belongs to another program now (after a reboot). PostgreSQL would refuse to start.
            Files.deleteIfExists(pidFile);
        }
    }

    private static Optional<ProcessHandle> process(Path pidFile) throws IOException {
        String pid = Files.readAllLines(pidFile).stream().findFirst().orElse("").strip();
        return pid.matches("\\d{1,18}") ? ProcessHandle.of(Long.parseLong(pid)) : Optional.empty();
    }

    private static boolean serves(ProcessHandle process, Path data) {
        String[] arguments = process.info()
                .arguments()
                .orElseThrow(() -> new IllegalStateException(
                        "Process " + process.pid() + " may be a PostgreSQL on " + data + ": end it first"));
        return process.info().command().orElse("").contains("postgres")
                && List.of(arguments).contains(data.toString());
    }

    private static void shutDown(ProcessHandle process) throws IOException {
        if (process.supportsNormalTermination()) {
            // SIGINT is "fast": it disconnects clients. SIGTERM would wait for them.
            new ProcessBuilder("kill", "-INT", Long.toString(process.pid())).start();
        } else {
            process.destroy();
        }
        try {
            process.onExit().get(LONGEST_WAIT.toSeconds(), TimeUnit.SECONDS);
        } catch (TimeoutException | ExecutionException e) {
            throw new IllegalStateException("PostgreSQL left behind (pid " + process.pid() + ") does not stop", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
