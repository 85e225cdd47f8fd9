package com.cruddur.core.migrate;

import com.cruddur.core.group.LastMessage;
import com.cruddur.core.group.Member;
import com.cruddur.core.group.MessageGroup;
import com.cruddur.core.group.MessageGroupId;
import com.cruddur.core.group.RowRepair;
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
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The second reading of a migration, which writes. */
final class Copy {

    private static final String END = "end";

    private final TableScan scan;
    private final BatchWriter writer;
    private final RowRepair repair;
    private final ZoneId zone;
    private final OriginalTable original;
    private final Checkpoint checkpoint;
    private final Progress progress;
    private long done;

    Copy(
            DynamoDbClient dynamoDb,
            String from,
            String to,
            ZoneId zone,
            OriginalTable original,
            Checkpoint checkpoint,
            Progress progress) {
        this.scan = new TableScan(dynamoDb, from);
        this.writer = new BatchWriter(dynamoDb, to);
        this.repair = new RowRepair(dynamoDb, to);
        this.zone = zone;
        this.original = original;
        this.checkpoint = checkpoint;
        this.progress = progress;
    }

    /** @return how many messages are copied, with those of interrupted runs */
    long messages(int segments) {
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

    /** @return how many conversations there are now */
    long rows(int threads) {
        Map<MessageGroupId, List<OriginalGroup>> merged = merged();
        AtomicLong written = new AtomicLong();
        InParallel.run(threads, List.copyOf(merged.values()), groups -> {
            writeRows(groups);
            synchronized (this) {
                progress.at("message groups", written.incrementAndGet(), merged.size());
            }
        });
        return merged.size();
    }

    long countGroups() {
        return merged().size();
    }

    private Map<MessageGroupId, List<OriginalGroup>> merged() {
        Map<MessageGroupId, List<OriginalGroup>> merged = new LinkedHashMap<>();
        for (OriginalGroup group : original.groups()) {
            if (group.messages() > 0) {
                group.newId()
                        .ifPresent(id -> merged.computeIfAbsent(id, i -> new ArrayList<>())
                                .add(group));
            }
        }
        return merged;
    }

    private void writeRows(List<OriginalGroup> groups) {
        LastMessage newest = groups.stream()
                .flatMap(group -> group.newest().stream())
                .reduce((a, b) -> a.uuid().toString().compareTo(b.uuid().toString()) > 0 ? a : b)
                .orElseThrow();
        Instant begin = groups.stream()
                .flatMap(group -> group.oldest().stream())
                .min(Instant::compareTo)
                .orElseThrow();
        OriginalGroup any = groups.get(0);
        List<Member> members = any.members().stream().map(original::member).toList();
        for (UUID owner : any.members()) {
            repair.putOrAdvance(
                    new MessageGroup(owner, any.newId().orElseThrow(), members, newest, newest.uuid(), begin));
        }
    }
}
