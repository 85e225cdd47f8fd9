package com.cruddur.stream.pump;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import com.amazonaws.services.lambda.runtime.events.models.dynamodb.AttributeValue;
import com.amazonaws.services.lambda.runtime.events.models.dynamodb.StreamRecord;
import com.amazonaws.services.lambda.runtime.events.models.dynamodb.StreamViewType;
import com.cruddur.core.table.TableSpec;
import java.nio.ByteBuffer;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.OperationType;
import software.amazon.awssdk.services.dynamodb.model.Record;

/** Stream records in the form in which Lambda hands them to its function. */
final class EventRecords {

    private EventRecords() {}

    /** What the mapping's event filter lets through: what becomes of messages and groups. */
    static boolean isFollowed(Record stream) {
        var pk = stream.dynamodb().keys().get(TableSpec.PK);
        return stream.eventName() != OperationType.REMOVE
                && pk != null
                && pk.s() != null
                && (pk.s().startsWith(TableSpec.MESSAGE_PREFIX) || pk.s().startsWith(TableSpec.ABOUT_PREFIX));
    }

    static DynamodbEvent event(List<DynamodbStreamRecord> records) {
        DynamodbEvent event = new DynamodbEvent();
        event.setRecords(records);
        return event;
    }

    static DynamodbStreamRecord from(Record stream, String streamArn) {
        DynamodbStreamRecord converted = new DynamodbStreamRecord();
        converted.setEventID(stream.eventID());
        converted.setEventName(stream.eventNameAsString());
        converted.setEventVersion(stream.eventVersion());
        converted.setEventSource(stream.eventSource());
        converted.setEventSourceARN(streamArn);
        converted.setAwsRegion(stream.awsRegion());
        converted.setDynamodb(change(stream.dynamodb()));
        return converted;
    }

    private static StreamRecord change(software.amazon.awssdk.services.dynamodb.model.StreamRecord change) {
        StreamRecord converted = new StreamRecord()
                .withKeys(attributes(change.keys()))
                .withSequenceNumber(change.sequenceNumber())
                .withSizeBytes(change.sizeBytes())
                .withStreamViewType(StreamViewType.fromValue(change.streamViewTypeAsString()));
        if (change.approximateCreationDateTime() != null) {
            converted.setApproximateCreationDateTime(Date.from(change.approximateCreationDateTime()));
        }
        if (change.hasNewImage()) {
            converted.setNewImage(attributes(change.newImage()));
        }
        if (change.hasOldImage()) {
            converted.setOldImage(attributes(change.oldImage()));
        }
        return converted;
    }

    private static Map<String, AttributeValue> attributes(
            Map<String, software.amazon.awssdk.services.dynamodb.model.AttributeValue> attributes) {
        Map<String, AttributeValue> converted = new HashMap<>();
        attributes.forEach((name, value) -> converted.put(name, attribute(value)));
        return converted;
    }

    private static AttributeValue attribute(software.amazon.awssdk.services.dynamodb.model.AttributeValue value) {
        AttributeValue converted = new AttributeValue();
        return switch (value.type()) {
            case S -> converted.withS(value.s());
            case N -> converted.withN(value.n());
            case B -> converted.withB(bytes(value.b()));
            case SS -> converted.withSS(value.ss());
            case NS -> converted.withNS(value.ns());
            case BS ->
                converted.withBS(value.bs().stream().map(EventRecords::bytes).toList());
            case M -> converted.withM(attributes(value.m()));
            case L ->
                converted.withL(value.l().stream().map(EventRecords::attribute).toList());
            case BOOL -> converted.withBOOL(value.bool());
            case NUL -> converted.withNULL(value.nul());
            case UNKNOWN_TO_SDK_VERSION -> converted;
        };
    }

    private static ByteBuffer bytes(SdkBytes bytes) {
        return bytes.asByteBuffer();
    }
}
