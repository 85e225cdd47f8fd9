package com.cruddur.stream;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import com.amazonaws.services.lambda.runtime.events.models.dynamodb.AttributeValue;
import com.amazonaws.services.lambda.runtime.events.models.dynamodb.StreamRecord;
import com.cruddur.core.live.LiveBus;
import com.cruddur.core.message.MessageSeq;
import com.cruddur.core.table.TableSpec;
import java.util.List;
import java.util.Map;
import org.crac.Context;
import org.crac.Core;
import org.crac.Resource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * Runs the function once before SnapStart takes its snapshot, so that its classes and the SDK's are loaded in it. The
 * call to DynamoDB ends inside this JVM ({@link NoNetwork}): it writes nothing and needs no permission. What it does
 * not warm is the connection to DynamoDB.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/snapstart-runtime-hooks-java.html">Runtime hooks</a>
 */
final class Priming implements Resource {

    private static final String GROUP = "6ae8cf0f-6b73-5d4c-9a2e-1f0c1a1f7a11";
    private static final String MESSAGE = "00000000-0000-4000-8000-000000000001";
    private static final String MEMBER = "00000000-0000-4000-8000-000000000000";

    private Priming() {}

    static Priming beforeCheckpoint() {
        Priming priming = new Priming();
        Core.getGlobalContext().register(priming);
        return priming;
    }

    @Override
    public void beforeCheckpoint(Context<? extends Resource> context) {
        try (DynamoDbClient nowhere = DynamoDbClient.builder()
                .httpClient(new NoNetwork())
                .region(Region.US_EAST_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("none", "none")))
                .build()) {
            new MessagingStreamHandler(RowWriter.onTable(nowhere, null, LiveBus.NONE)).handleRequest(sample(), null);
        }
    }

    @Override
    public void afterRestore(Context<? extends Resource> context) {
        // The SDK opens a new connection by itself.
    }

    private static DynamodbEvent sample() {
        Map<String, AttributeValue> keys = Map.of(
                TableSpec.PK, new AttributeValue(TableSpec.MESSAGE_PREFIX + GROUP),
                TableSpec.SK, new AttributeValue(MessageSeq.key(MessageSeq.FIRST)));
        Map<String, AttributeValue> image = Map.of(
                TableSpec.MESSAGE_UUID,
                new AttributeValue(MESSAGE),
                TableSpec.CREATED_AT,
                new AttributeValue("2026-01-01T00:00:00.000Z"),
                TableSpec.MESSAGE,
                new AttributeValue("priming"),
                TableSpec.MEMBER_UUIDS,
                new AttributeValue().withSS(MEMBER));
        DynamodbStreamRecord stream = new DynamodbStreamRecord();
        stream.setEventName("INSERT");
        stream.setDynamodb(new StreamRecord().withKeys(keys).withNewImage(image).withSequenceNumber("0"));
        DynamodbEvent event = new DynamodbEvent();
        event.setRecords(List.of(stream));
        return event;
    }
}
