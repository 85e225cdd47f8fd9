package com.cruddur.core.migrate;

import com.cruddur.core.message.Message;
import com.cruddur.core.message.MessageItem;
import com.cruddur.core.migrate.OriginalItem.Unreadable;
import com.cruddur.core.progress.Checkpoint;
import com.cruddur.core.progress.Progress;
import com.cruddur.core.table.BatchWriter;
import com.cruddur.core.table.InParallel;
import com.cruddur.core.table.ItemKind;
import com.cruddur.core.table.ScanPage;
import com.cruddur.core.table.TableScan;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The second reading of a migration, which writes the messages. */
final class MessageCopy {

    private static final String END = "end";

    private final TableScan scan;
    private final BatchWriter writer;
    private final ZoneId zone;
    private final OriginalTable original;
    private final Checkpoint checkpoint;
    private final Progress progress;
    private long done;

    MessageCopy(
            DynamoDbClient dynamoDb,
            String from,
            String to,
            ZoneId zone,
            OriginalTable original,
            Checkpoint checkpoint,
            Progress progress) {
        this.scan = new TableScan(dynamoDb, from);
        this.writer = new BatchWriter(dynamoDb, to);
        this.zone = zone;
        this.original = original;
        this.checkpoint = checkpoint;
        this.progress = progress;
    }

    /** @return how many messages are copied, with those of interrupted runs */
    long run(int segments) {
        long total = original.messages();
        for (int segment = 0; segment < segments; segment++) {
            done += checkpoint.number("messages." + segment);
        }
        List<Integer> left = new ArrayList<>();
        for (int segment = 0; segment < segments; segment++) {
            if (!checkpoint.get("segment." + segment).equals(Optional.of(END))) {
                left.add(segment);
            }
        }
        InParallel.run(segments, left, segment -> {
            String next = checkpoint.get("segment." + segment).orElse(null);
            do {
                ScanPage page = scan.page(segment, segments, next, null);
                List<Map<String, AttributeValue>> messages = translate(page);
                writer.put(messages, 1);
                next = page.next();
                synchronized (this) {
                    done += messages.size();
                    progress.at("messages", done, total);
                }
                String count = Long.toString(checkpoint.number("messages." + segment) + messages.size());
                checkpoint.put(Map.of("messages." + segment, count, "segment." + segment, next == null ? END : next));
            } while (next != null && !Thread.currentThread().isInterrupted());
        });
        return done;
    }

    private List<Map<String, AttributeValue>> translate(ScanPage page) {
        List<Map<String, AttributeValue>> messages = new ArrayList<>();
        for (Map<String, AttributeValue> attributes : page.items()) {
            if (ItemKind.of(attributes) == ItemKind.MESSAGE) {
                try {
                    translate(OriginalMessage.read(new OriginalItem(attributes), zone))
                            .ifPresent(message -> messages.add(MessageItem.of(message)));
                } catch (Unreadable reportedByTheFirstReading) {
                    // Nothing more to say.
                }
            }
        }
        return messages;
    }

    private Optional<Message> translate(OriginalMessage message) {
        OriginalGroup group = original.group(message.group()).orElse(null);
        if (group == null) {
            original.report(message, "it came while the migration ran: run it again");
            return Optional.empty();
        }
        original.seeAgain(message);
        return group.newId()
                .map(id -> new Message(
                        message.newUuid(), id, original.sender(message.sender()), message.text(), group.members()));
    }
}
