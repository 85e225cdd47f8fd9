package com.cruddur.stream;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import com.amazonaws.services.lambda.runtime.events.models.dynamodb.AttributeValue;
import com.amazonaws.services.lambda.runtime.events.models.dynamodb.StreamRecord;
import com.cruddur.core.conversation.ConversationId;
import com.cruddur.core.conversation.LastMessage;
import com.cruddur.core.conversation.RowText;
import com.cruddur.core.message.MessageId;
import com.cruddur.core.message.MessageSeq;
import com.cruddur.core.message.Revision;
import com.cruddur.core.people.UserId;
import com.cruddur.core.table.TableSpec;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** A change of the table that the rows of a conversation have to follow, or that its members are told of. */
sealed interface TableChange {

    /** The record's, to name it in a partial-batch answer. */
    String sequenceNumber();

    ConversationId conversation();

    /**
     * A message that is new, or whose text was changed.
     *
     * @param isNew whether nothing was changed of it yet
     * @param pair both members of a pair; empty for a group, which knows its members
     */
    record OfMessage(
            String sequenceNumber, ConversationId conversation, LastMessage last, boolean isNew, Set<UserId> pair)
            implements TableChange {}

    /**
     * Somebody has reacted to a message, or taken that back: no row shows it.
     *
     * @param pair as above
     */
    record OfReaction(String sequenceNumber, ConversationId conversation, long seq, Set<UserId> pair)
            implements TableChange {}

    /** A group whose title or members were changed. */
    record OfGroup(String sequenceNumber, ConversationId conversation) implements TableChange {}

    /**
     * @return empty for every record that is none: a deleted item, another kind of item
     * @throws RuntimeException if it is one, but has not the attributes that a message has; says which one, and nothing
     *     of what the message says
     */
    static Optional<TableChange> decode(DynamodbStreamRecord event) {
        StreamRecord change = event.getDynamodb();
        if (change == null || "REMOVE".equals(event.getEventName())) {
            return Optional.empty();
        }
        String pk = text(change.getKeys(), TableSpec.PK);
        if (pk != null && pk.startsWith(TableSpec.MESSAGE_PREFIX)) {
            return Optional.of(ofMessage(change, conversation(pk, TableSpec.MESSAGE_PREFIX)));
        }
        if (pk != null && pk.startsWith(TableSpec.ABOUT_PREFIX)) {
            return Optional.of(new OfGroup(change.getSequenceNumber(), conversation(pk, TableSpec.ABOUT_PREFIX)));
        }
        return Optional.empty();
    }

    private static ConversationId conversation(String pk, String prefix) {
        return ConversationId.parse(pk.substring(prefix.length()));
    }

    private static TableChange ofMessage(StreamRecord change, ConversationId conversation) {
        Map<String, AttributeValue> image = change.getNewImage();
        long seq = MessageSeq.ofKey(required(text(change.getKeys(), TableSpec.SK), TableSpec.SK));
        String kind = text(image, TableSpec.CHANGE_KIND);
        if (kind != null && !Revision.Kind.ofCode(kind).changesText()) {
            return new OfReaction(change.getSequenceNumber(), conversation, seq, pair(image));
        }
        MessageId id = MessageId.parse(required(text(image, TableSpec.MESSAGE_UUID), TableSpec.MESSAGE_UUID));
        Instant createdAt = Instant.parse(required(text(image, TableSpec.CREATED_AT), TableSpec.CREATED_AT));
        String preview = RowText.preview(required(text(image, TableSpec.MESSAGE), TableSpec.MESSAGE));
        LastMessage last = LastMessage.of(seq, changeSeq(image), id, createdAt, preview);
        return new OfMessage(change.getSequenceNumber(), conversation, last, kind == null, pair(image));
    }

    private static long changeSeq(Map<String, AttributeValue> image) {
        AttributeValue value = image.get(TableSpec.CHANGE_SEQ);
        return value == null ? 0 : Long.parseLong(required(value.getN(), TableSpec.CHANGE_SEQ));
    }

    private static Set<UserId> pair(Map<String, AttributeValue> image) {
        AttributeValue value = image.get(TableSpec.MEMBER_UUIDS);
        if (value == null) {
            return Set.of();
        }
        List<String> texts = required(value.getSS(), TableSpec.MEMBER_UUIDS);
        Set<UserId> members = new TreeSet<>();
        texts.forEach(text -> members.add(UserId.parse(text)));
        return members;
    }

    private static @Nullable String text(@Nullable Map<String, AttributeValue> attributes, String name) {
        AttributeValue value = attributes == null ? null : attributes.get(name);
        return value == null ? null : value.getS();
    }

    private static <T> T required(@Nullable T value, String name) {
        if (value == null) {
            throw new IllegalArgumentException("A message without a readable " + name);
        }
        return value;
    }
}
