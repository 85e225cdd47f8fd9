package com.cruddur.stream;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse;
import com.amazonaws.services.lambda.runtime.events.models.dynamodb.AttributeValue;
import com.amazonaws.services.lambda.runtime.events.models.dynamodb.StreamRecord;
import com.cruddur.core.conversation.ConversationId;
import com.cruddur.core.message.MessageId;
import com.cruddur.core.message.MessageSeq;
import com.cruddur.core.people.UserId;
import com.cruddur.core.table.Item;
import com.cruddur.core.table.TableSpec;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** Stream records made by hand. */
public final class StreamEvents {

    private StreamEvents() {}

    /** @param message as it is stored */
    public static DynamodbStreamRecord insertOf(Item message, String sequenceNumber) {
        return change(
                "INSERT",
                message.text(TableSpec.PK),
                message.text(TableSpec.SK),
                sequenceNumber,
                image(
                        new MessageId(message.uuid(TableSpec.MESSAGE_UUID)),
                        message.text(TableSpec.CREATED_AT),
                        message.text(TableSpec.MESSAGE),
                        message.has(TableSpec.MEMBER_UUIDS)
                                ? message.ids(TableSpec.MEMBER_UUIDS, UserId::new)
                                : Set.of()));
    }

    /** A message of which only its number matters: the same number is the same message. */
    public static DynamodbStreamRecord insertOf(
            ConversationId conversation, long seq, String text, List<UserId> members, String sequenceNumber) {
        return change(
                "INSERT",
                TableSpec.MESSAGE_PREFIX + conversation,
                MessageSeq.key(seq),
                sequenceNumber,
                image(new MessageId(new UUID(0x4000L, seq)), "2026-03-01T12:00:00.000Z", text, members));
    }

    /** What the stream function reads of a new message. */
    public static Map<String, AttributeValue> image(
            MessageId message, String createdAt, String text, Collection<UserId> members) {
        Map<String, AttributeValue> image = new HashMap<>();
        image.put(TableSpec.MESSAGE_UUID, new AttributeValue(message.toString()));
        image.put(TableSpec.CREATED_AT, new AttributeValue(createdAt));
        image.put(TableSpec.MESSAGE, new AttributeValue(text));
        if (!members.isEmpty()) {
            image.put(
                    TableSpec.MEMBER_UUIDS,
                    new AttributeValue()
                            .withSS(members.stream().map(UserId::toString).toList()));
        }
        return image;
    }

    public static DynamodbStreamRecord change(
            String eventName, String pk, String sk, String sequenceNumber, Map<String, AttributeValue> image) {
        DynamodbStreamRecord stream = new DynamodbStreamRecord();
        stream.setEventName(eventName);
        stream.setDynamodb(new StreamRecord()
                .withKeys(Map.of(TableSpec.PK, new AttributeValue(pk), TableSpec.SK, new AttributeValue(sk)))
                .withNewImage(image)
                .withSequenceNumber(sequenceNumber));
        return stream;
    }

    public static DynamodbEvent batch(List<DynamodbStreamRecord> records) {
        DynamodbEvent event = new DynamodbEvent();
        event.setRecords(records);
        return event;
    }

    public static DynamodbEvent batch(DynamodbStreamRecord... records) {
        return batch(List.of(records));
    }

    /** The sequence numbers that a partial-batch answer names. */
    public static List<String> failures(StreamsEventResponse answer) {
        return answer.getBatchItemFailures().stream()
                .map(StreamsEventResponse.BatchItemFailure::getItemIdentifier)
                .toList();
    }
}
