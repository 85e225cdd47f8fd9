package com.cruddur.stream.pump;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A file whose time of change says when the pump last followed its stream, for the health check of a container. */
final class Heartbeat {

    private static final Logger LOG = LoggerFactory.getLogger(Heartbeat.class);
    private static final Duration INTERVAL = Duration.ofSeconds(1);

    private final Path file;

    Heartbeat(Path stateDir) {
        this.file = stateDir.resolve("heartbeat");
    }

    /** Until the process ends. */
    void beatFor(StreamPump pump) throws InterruptedException {
        while (true) {
            Instant lastPoll = pump.status().lastPoll();
            if (lastPoll != null) {
                touch(lastPoll);
            }
            Thread.sleep(INTERVAL.toMillis());
        }
    }

    private void touch(Instant time) {
        try {
            if (!Files.exists(file)) {
                Files.createFile(file);
            }
            Files.setLastModifiedTime(file, FileTime.from(time));
        } catch (IOException e) {
            LOG.warn("The heartbeat cannot be written: {}", file, e);
        }
    }
}
