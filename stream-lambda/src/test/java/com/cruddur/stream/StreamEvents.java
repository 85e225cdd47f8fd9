package com.cruddur.stream;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse;
import com.amazonaws.services.lambda.runtime.events.models.dynamodb.AttributeValue;
import com.amazonaws.services.lambda.runtime.events.models.dynamodb.StreamRecord;
import com.cruddur.core.group.MessageGroupId;
import com.cruddur.core.table.Item;
import com.cruddur.core.table.TableSpec;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Stream records made by hand. */
public final class StreamEvents {

    private StreamEvents() {}

    /** @param message as it is stored */
    public static DynamodbStreamRecord insertOf(Item message, String sequenceNumber) {
        return insertOf(
                MessageGroupId.parse(message.text(TableSpec.PK).substring(TableSpec.MESSAGE_PREFIX.length())),
                message.uuid(TableSpec.SK),
                message.text(TableSpec.MESSAGE),
                List.copyOf(message.uuids(TableSpec.MEMBER_UUIDS)),
                sequenceNumber);
    }

    public static DynamodbStreamRecord insertOf(
            MessageGroupId group, UUID message, String text, List<UUID> members, String sequenceNumber) {
        Map<String, AttributeValue> image = new HashMap<>();
        image.put(TableSpec.MESSAGE, new AttributeValue(text));
        image.put(
                TableSpec.MEMBER_UUIDS,
                new AttributeValue().withSS(members.stream().map(UUID::toString).toList()));
        return change("INSERT", TableSpec.MESSAGE_PREFIX + group, message.toString(), sequenceNumber, image);
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
