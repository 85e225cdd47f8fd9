package com.cruddur.bench;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import com.amazonaws.services.lambda.runtime.events.models.dynamodb.AttributeValue;
import com.amazonaws.services.lambda.runtime.events.models.dynamodb.StreamRecord;
import com.cruddur.core.conversation.ConversationId;
import com.cruddur.core.message.MessageSeq;
import com.cruddur.core.people.UserId;
import com.cruddur.core.table.TableSpec;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** What Lambda gives to the stream function. */
public final class StreamBatches {

    private StreamBatches() {}

    public static DynamodbEvent of(List<DynamodbStreamRecord> records) {
        DynamodbEvent event = new DynamodbEvent();
        event.setRecords(records);
        return event;
    }

    /** A new message between two. */
    public static DynamodbStreamRecord message(UserId one, UserId other, long seq) {
        Map<String, AttributeValue> keys = Map.of(
                TableSpec.PK,
                new AttributeValue(TableSpec.MESSAGE_PREFIX + ConversationId.between(one, other)),
                TableSpec.SK,
                new AttributeValue(MessageSeq.key(seq)));
        Map<String, AttributeValue> image = Map.of(
                TableSpec.MESSAGE_UUID, new AttributeValue(new UUID(0x4000L, seq).toString()),
                TableSpec.CREATED_AT, new AttributeValue("2026-03-01T12:00:00.000Z"),
                TableSpec.MESSAGE, new AttributeValue("A message that is as long as most are"),
                TableSpec.MEMBER_UUIDS, new AttributeValue().withSS(List.of(one.toString(), other.toString())));
        DynamodbStreamRecord stream = new DynamodbStreamRecord();
        stream.setEventName("INSERT");
        stream.setDynamodb(
                new StreamRecord().withKeys(keys).withNewImage(image).withSequenceNumber(Long.toString(seq)));
        return stream;
    }
}
