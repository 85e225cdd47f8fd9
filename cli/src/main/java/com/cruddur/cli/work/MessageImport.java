package com.cruddur.cli.work;

import com.cruddur.core.conversation.ConversationId;
import com.cruddur.core.message.Message;
import com.cruddur.core.message.MessageDraft;
import com.cruddur.core.message.MessageId;
import com.cruddur.core.message.MessagePages;
import com.cruddur.core.message.MessageRange;
import com.cruddur.core.message.Messages;
import com.cruddur.core.page.Page;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * Puts messages at the end of a conversation that are not sent but loaded: sample data, or those of another table. A
 * message is known by its uuid, so a load can be repeated, and it may happen beside live traffic: each message goes to
 * a number that is free. Safe for many threads, a conversation for each.
 */
public final class MessageImport {

    private final Messages messages;
    private final MessagePages pages;

    public MessageImport(DynamoDbClient dynamoDb, String tableName) {
        this.messages = new Messages(dynamoDb, tableName);
        this.pages = new MessagePages(dynamoDb, tableName);
    }

    /**
     * A message to load.
     *
     * @param createdAt when it was written, in milliseconds
     * @param replyTo which message it answers, one that is loaded before it; null for none
     */
    public record Line(
            MessageDraft draft, Instant createdAt, @Nullable MessageId replyTo) {

        /** A message that answers none. */
        public Line(MessageDraft draft, Instant createdAt) {
            this(draft, createdAt, null);
        }

        private Message at(long seq, Map<MessageId, Message> there) {
            Message answered = replyTo == null ? null : there.get(replyTo);
            MessageDraft placed = answered == null
                    ? draft
                    : new MessageDraft(
                            draft.id(),
                            draft.conversation(),
                            draft.sender(),
                            draft.text(),
                            draft.memberIds(),
                            answered.seq(),
                            draft.event());
            return placed.at(seq, createdAt);
        }
    }

    /**
     * Stores those that are not there yet, in their order, one after the other: so the numbers have no hole at any
     * time. 1 WCU for each, and 1 RCU per 4 KB of what is there behind {@code after}.
     *
     * @param after a number up to which the conversation surely holds none of them; 0 if nothing is known
     * @return the messages as they are stored, in the order of {@code lines}
     */
    public List<Message> append(ConversationId conversation, List<Line> lines, long after) {
        Set<MessageId> wanted = lines.stream().map(line -> line.draft().id()).collect(Collectors.toSet());
        Map<MessageId, Message> there = new HashMap<>();
        long last = readOn(conversation, after, wanted, there);
        List<Message> result = new ArrayList<>();
        for (Line line : lines) {
            MessageId id = line.draft().id();
            Message stored = there.get(id);
            while (stored == null) {
                Optional<Message> put = messages.put(line.at(last + 1, there));
                if (put.isPresent()) {
                    stored = put.get();
                    last++;
                } else {
                    last = readOn(conversation, last, wanted, there);
                    stored = there.get(id);
                }
            }
            there.put(id, stored);
            result.add(stored);
        }
        return result;
    }

    /**
     * Up to which number a conversation holds nothing but these messages: so far it may count as read, since nobody
     * has written anything in between.
     *
     * @param loaded as {@link #append} has returned them
     */
    public static long unbroken(List<Message> loaded) {
        Set<Long> numbers = loaded.stream().map(Message::seq).collect(Collectors.toSet());
        long seq = 0;
        while (numbers.contains(seq + 1)) {
            seq++;
        }
        return seq;
    }

    /** Notes which of the wanted messages are there, and returns the greatest number. */
    private long readOn(ConversationId conversation, long after, Set<MessageId> wanted, Map<MessageId, Message> there) {
        long last = after;
        MessageRange range = new MessageRange.After(after);
        while (range != null) {
            Page<Message, MessageRange> page = pages.pageOfReadable(conversation, range, Page.MAX_LIMIT);
            for (Message message : page.items()) {
                if (wanted.contains(message.id())) {
                    there.put(message.id(), message);
                }
                last = message.seq();
            }
            range = page.next();
        }
        return last;
    }
}
