package com.cruddur.stream.pump;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.json.JsonMapper;

/** The on-failure destination: one JSON line for every record that was given up, without the text of its message. */
final class FailureFile {

    private static final Logger LOG = LoggerFactory.getLogger(FailureFile.class);
    private static final JsonMapper JSON = JsonMapper.builder().build();

    record Failure(
            Instant time,
            String streamArn,
            String shardId,
            String sequenceNumber,
            Map<String, String> keys,
            int tries,
            String error) {}

    private final Path file;

    FailureFile(Path stateDir) {
        this.file = stateDir.resolve("stream-failures.jsonl");
    }

    void write(Instant time, String shard, DynamodbStreamRecord stream, int tries, String error) {
        Map<String, String> keys = new TreeMap<>();
        stream.getDynamodb().getKeys().forEach((name, value) -> keys.put(name, value.getS()));
        String sequenceNumber = stream.getDynamodb().getSequenceNumber();
        LOG.atError()
                .addKeyValue("shardId", shard)
                .addKeyValue("sequenceNumber", sequenceNumber)
                .addKeyValue("tries", tries)
                .log("Record given up, see {}: {}", file, error);
        Failure failure = new Failure(time, stream.getEventSourceARN(), shard, sequenceNumber, keys, tries, error);
        try {
            String line = JSON.writeValueAsString(failure) + "\n";
            DurableFiles.append(file, line.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException("The failure cannot be written: " + file, e);
        }
    }
}
