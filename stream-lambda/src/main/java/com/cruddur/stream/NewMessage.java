package com.cruddur.stream;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import com.amazonaws.services.lambda.runtime.events.models.dynamodb.AttributeValue;
import com.amazonaws.services.lambda.runtime.events.models.dynamodb.StreamRecord;
import com.cruddur.core.conversation.ConversationId;
import com.cruddur.core.conversation.LastMessage;
import com.cruddur.core.message.MessageId;
import com.cruddur.core.message.MessageSeq;
import com.cruddur.core.message.MessageText;
import com.cruddur.core.people.UserId;
import com.cruddur.core.table.TableSpec;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A message that came into the table, as its stream record tells it.
 *
 * @param sequenceNumber of the record, to name it in a partial-batch answer
 * @param members whose rows it moves
 */
record NewMessage(String sequenceNumber, ConversationId conversation, LastMessage last, Set<UserId> members) {

    private static final String INSERT = "INSERT";

    /**
     * @return empty for every record that is not the insert of a message
     * @throws RuntimeException if it is one, but has not the attributes that a message has; says which one, and nothing
     *     of what the message says
     */
    static Optional<NewMessage> decode(DynamodbStreamRecord event) {
        StreamRecord change = event.getDynamodb();
        if (!INSERT.equals(event.getEventName()) || change == null) {
            return Optional.empty();
        }
        Map<String, AttributeValue> keys = change.getKeys();
        String pk = text(keys, TableSpec.PK);
        if (pk == null || !pk.startsWith(TableSpec.MESSAGE_PREFIX)) {
            return Optional.empty();
        }
        Map<String, AttributeValue> image = change.getNewImage();
        ConversationId conversation = ConversationId.parse(pk.substring(TableSpec.MESSAGE_PREFIX.length()));
        long seq = MessageSeq.ofKey(required(text(keys, TableSpec.SK), TableSpec.SK));
        MessageId id = MessageId.parse(required(text(image, TableSpec.MESSAGE_UUID), TableSpec.MESSAGE_UUID));
        Instant createdAt = Instant.parse(required(text(image, TableSpec.CREATED_AT), TableSpec.CREATED_AT));
        String preview = MessageText.preview(required(text(image, TableSpec.MESSAGE), TableSpec.MESSAGE));
        return Optional.of(new NewMessage(
                change.getSequenceNumber(), conversation, LastMessage.of(seq, id, createdAt, preview), members(image)));
    }

    private static Set<UserId> members(@Nullable Map<String, AttributeValue> image) {
        AttributeValue value = image == null ? null : image.get(TableSpec.MEMBER_UUIDS);
        List<String> texts = required(value == null ? null : value.getSS(), TableSpec.MEMBER_UUIDS);
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
