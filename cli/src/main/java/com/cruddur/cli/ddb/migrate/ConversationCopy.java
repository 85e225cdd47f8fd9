package com.cruddur.cli.ddb.migrate;

import com.cruddur.cli.ddb.migrate.OriginalItem.Unreadable;
import com.cruddur.cli.work.Checkpoint;
import com.cruddur.cli.work.InParallel;
import com.cruddur.cli.work.LoadedConversation;
import com.cruddur.cli.work.MessageImport;
import com.cruddur.cli.work.Progress;
import com.cruddur.cli.work.RowImport;
import com.cruddur.core.conversation.Member;
import com.cruddur.core.message.Message;
import com.cruddur.core.message.MessageDraft;
import com.cruddur.core.message.MessageId;
import com.cruddur.core.table.TableSpec;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * The second reading of a migration: conversation by conversation, its messages in the order of their times, and then
 * its rows. Holds the messages of as many conversations in memory as there are threads.
 */
final class ConversationCopy {

    /** So often is it written down how far the copy has come. */
    private static final int CONVERSATIONS_AT_A_TIME = 50;

    /** Within a millisecond as the original's pages showed them: they sorted the text of the keys. */
    private static final Comparator<OriginalMessage> BY_TIME = Comparator.comparing(
                    (OriginalMessage message) -> message.time().truncatedTo(ChronoUnit.MILLIS))
            .thenComparing(OriginalMessage::sk)
            .thenComparing(OriginalMessage::group);

    private final DynamoDbClient dynamoDb;
    private final String from;
    private final MessageImport imported;
    private final RowImport rows;
    private final ZoneId zone;
    private final OriginalTable original;

    ConversationCopy(DynamoDbClient dynamoDb, String from, String to, ZoneId zone, OriginalTable original) {
        this.dynamoDb = dynamoDb;
        this.from = from;
        this.imported = new MessageImport(dynamoDb, to);
        this.rows = new RowImport(dynamoDb, to);
        this.zone = zone;
        this.original = original;
    }

    /**
     * How many of the original's messages are there now, and how many more are the same as one of these.
     *
     * @param messages with those of interrupted runs
     * @param merged likewise
     */
    record Result(long messages, long merged) {}

    Result run(int threads, Checkpoint checkpoint, Progress progress) {
        List<List<OriginalGroup>> conversations =
                List.copyOf(original.conversations().values());
        AtomicLong messages = new AtomicLong(checkpoint.number("messages"));
        AtomicLong merged = new AtomicLong(checkpoint.number("merged"));
        int begin = (int) checkpoint.number("conversations");
        progress.at("messages", messages.get() + merged.get(), original.messages());
        for (int from = begin; from < conversations.size(); from += CONVERSATIONS_AT_A_TIME) {
            int to = Math.min(conversations.size(), from + CONVERSATIONS_AT_A_TIME);
            InParallel.run(threads, conversations.subList(from, to), groups -> {
                Result copied = copy(groups);
                synchronized (this) {
                    progress.at(
                            "messages",
                            messages.addAndGet(copied.messages()) + merged.addAndGet(copied.merged()),
                            original.messages());
                }
            });
            checkpoint.put(Map.of(
                    "conversations",
                    Integer.toString(to),
                    "messages",
                    Long.toString(messages.get()),
                    "merged",
                    Long.toString(merged.get())));
        }
        return new Result(messages.get(), merged.get());
    }

    /** @param groups all of one conversation, with the same people */
    private Result copy(List<OriginalGroup> groups) {
        LoadedConversation conversation = conversation(groups.get(0));
        List<OriginalMessage> found = new ArrayList<>();
        groups.forEach(group -> found.addAll(messagesOf(group)));
        found.sort(BY_TIME);
        Map<MessageId, MessageImport.Line> lines = new LinkedHashMap<>();
        for (OriginalMessage message : found) {
            MessageDraft draft = new MessageDraft(
                    message.newId(),
                    conversation.id(),
                    original.sender(message.sender()),
                    message.text(),
                    conversation.pairIds());
            MessageImport.Line line = new MessageImport.Line(draft, message.time());
            if (lines.putIfAbsent(draft.id(), line) != null) {
                original.remark(message, "it is there under another sort key too, with the same time: copied once");
            }
        }
        List<Message> copied = imported.append(conversation.id(), List.copyOf(lines.values()), 0);
        if (!copied.isEmpty()) {
            writeRows(conversation, copied);
        }
        return new Result(copied.size(), found.size() - lines.size());
    }

    private List<OriginalMessage> messagesOf(OriginalGroup group) {
        List<OriginalMessage> messages = new ArrayList<>();
        dynamoDb.queryPaginator(query -> query.tableName(from)
                        .keyConditionExpression(TableSpec.PK + " = :pk")
                        .expressionAttributeValues(
                                Map.of(":pk", AttributeValue.fromS(TableSpec.MESSAGE_PREFIX + group.id()))))
                .items()
                .forEach(item -> {
                    try {
                        messages.add(OriginalMessage.read(new OriginalItem(item), zone));
                    } catch (Unreadable reportedByTheFirstReading) {
                        // Nothing more to say.
                    }
                });
        return messages;
    }

    private LoadedConversation conversation(OriginalGroup group) {
        List<Member> members = group.members().stream().map(original::member).toList();
        return new LoadedConversation(group.newId().orElseThrow(), null, members, Instant.EPOCH);
    }

    private void writeRows(LoadedConversation conversation, List<Message> copied) {
        Message newest =
                copied.stream().max(Comparator.comparingLong(Message::seq)).orElseThrow();
        // What people have written here meanwhile is unread.
        long read = MessageImport.unbroken(copied);
        rows.write(conversation.beganAt(copied.get(0).createdAt()), newest.asLast(), member -> read);
    }
}
