package com.cruddur.stream;

import static com.cruddur.stream.StreamEvents.batch;
import static com.cruddur.stream.StreamEvents.change;
import static com.cruddur.stream.StreamEvents.failures;
import static com.cruddur.stream.StreamEvents.insertOf;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.spi.ILoggingEvent;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import com.amazonaws.services.lambda.runtime.events.models.dynamodb.AttributeValue;
import com.amazonaws.services.lambda.runtime.tests.annotations.Event;
import com.cruddur.core.group.MessageGroupId;
import com.cruddur.core.group.MessageGroups;
import com.cruddur.core.message.MessageUuids;
import com.cruddur.core.table.TableSpec;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;

class MessagingStreamHandlerTest {

    private static final String TEXT = "Meet me at the old lighthouse";

    private final ScriptedTable table = new ScriptedTable();
    private final MessagingStreamHandler handler = new MessagingStreamHandler(new MessageGroups(table, "messages"));
    private final MessageUuids uuids = new MessageUuids(Clock.systemUTC());
    private final UUID alice = UUID.randomUUID();
    private final UUID bob = UUID.randomUUID();
    private final UUID carol = UUID.randomUUID();
    private final MessageGroupId ab = MessageGroupId.between(alice, bob);
    private final MessageGroupId ac = MessageGroupId.between(alice, carol);
    private final MessageGroupId bc = MessageGroupId.between(bob, carol);

    @ParameterizedTest
    @Event(value = "stream-batch.json", type = DynamodbEvent.class)
    void movesTheGroupOfTheMessageInLambdasOwnJson(DynamodbEvent event) {
        assertThat(failures(handler.handleRequest(event, null))).isEmpty();

        assertThat(table.updates)
                .extracting(update -> update.key().get(TableSpec.PK).s())
                .containsExactly(
                        "GRP#0d6b7b5c-1e0f-4c39-9f0e-000000000001", "GRP#0d6b7b5c-1e0f-4c39-9f0e-000000000002");
        assertThat(table.updates).allSatisfy(update -> {
            assertThat(update.key().get(TableSpec.SK).s()).isEqualTo("6ae8cf0f-6b73-5d4c-9a2e-1f0c1a1f7a11");
            assertThat(update.expressionAttributeValues().get(":uuid").s())
                    .isEqualTo("01935d2e-4b00-7abc-8def-0123456789ab");
            assertThat(update.expressionAttributeValues().get(":preview").s()).isEqualTo("See you on Tuesday");
        });
    }

    @Test
    void dropsEverythingThatIsNotTheInsertOfAMessage() {
        String message = uuids.next().toString();
        DynamodbEvent event = batch(
                change("MODIFY", "MSG#" + ab, message, "1", Map.of()),
                change("REMOVE", "MSG#" + ab, message, "2", Map.of()),
                change("INSERT", "GRP#" + alice, ab.toString(), "3", Map.of()),
                change("INSERT", "SND#" + alice, "key", "4", Map.of()));

        assertThat(failures(handler.handleRequest(event, null))).isEmpty();
        assertThat(table.updates).isEmpty();
    }

    @Test
    void takesAnEventWithoutRecordsForNothingToDo() {
        assertThat(failures(handler.handleRequest(new DynamodbEvent(), null))).isEmpty();
    }

    @Test
    void foldsTheMessagesOfAGroupIntoOneMoveToTheGreatest() {
        UUID older = uuids.next();
        UUID newest = uuids.next();
        handler.handleRequest(
                batch(
                        insertOf(ab, newest, "newest", List.of(alice, bob), "1"),
                        insertOf(ab, older, "older", List.of(bob, carol), "2")),
                null);

        assertThat(table.updates).hasSize(3).allSatisfy(update -> {
            assertThat(update.expressionAttributeValues().get(":uuid").s()).isEqualTo(newest.toString());
            assertThat(update.expressionAttributeValues().get(":preview").s()).isEqualTo("newest");
        });
        assertThat(movedRows()).containsExactlyInAnyOrder("GRP#" + alice, "GRP#" + bob, "GRP#" + carol);
    }

    @Test
    void comparesUuidsAsTextAndNotAsSignedNumbers() {
        UUID small = UUID.fromString("01935d2e-4b00-7abc-8000-000000000000");
        UUID great = UUID.fromString("01935d2e-4b00-7abc-bfff-ffffffffffff");
        UUID greatest = UUID.fromString("f1935d2e-4b00-7abc-8000-000000000000");
        handler.handleRequest(
                batch(
                        insertOf(ab, greatest, "greatest", List.of(alice), "1"),
                        insertOf(ab, great, "great", List.of(alice), "2"),
                        insertOf(ab, small, "small", List.of(alice), "3")),
                null);

        assertThat(table.updates)
                .extracting(update ->
                        update.expressionAttributeValues().get(":preview").s())
                .containsExactly("greatest");
    }

    @Test
    void stopsAtTheFirstGroupThatCannotBeMovedAndAsksForItsFirstRecord() {
        table.throttle(update -> update.key().get(TableSpec.SK).s().equals(ac.toString()));
        DynamodbEvent event = batch(
                insertOf(ab, uuids.next(), TEXT, List.of(alice, bob), "10"),
                insertOf(ac, uuids.next(), TEXT, List.of(alice, carol), "11"),
                insertOf(ab, uuids.next(), TEXT, List.of(alice, bob), "12"),
                insertOf(bc, uuids.next(), TEXT, List.of(bob, carol), "13"));

        assertThat(failures(handler.handleRequest(event, null))).containsExactly("11");
        assertThat(table.updates)
                .extracting(update -> update.key().get(TableSpec.SK).s())
                .containsExactly(ab.toString(), ab.toString(), ac.toString());
    }

    @Test
    void asksForAMessageThatItCannotDecodeAndMovesWhatCameBefore() {
        DynamodbEvent event = batch(
                insertOf(ab, uuids.next(), TEXT, List.of(alice, bob), "10"),
                change("INSERT", "MSG#" + ac, uuids.next().toString(), "11", Map.of()),
                insertOf(bc, uuids.next(), TEXT, List.of(bob, carol), "12"));

        assertThat(failures(handler.handleRequest(event, null))).containsExactly("11");
        assertThat(movedRows()).containsExactlyInAnyOrder("GRP#" + alice, "GRP#" + bob);
    }

    @Test
    void asksForTheFailedGroupWhereAnUndecodableMessageComesLater() {
        table.throttle(update -> true);
        DynamodbEvent event = batch(
                insertOf(ab, uuids.next(), TEXT, List.of(alice, bob), "10"),
                change("INSERT", "MSG#not-a-uuid", uuids.next().toString(), "11", Map.of()));

        assertThat(failures(handler.handleRequest(event, null))).containsExactly("10");
        assertThat(table.updates).hasSize(1);
    }

    @Test
    void cannotDecodeAMessageThatLacksAnAttributeOrHasAnotherKindOfUuid() {
        AttributeValue text = new AttributeValue(TEXT);
        AttributeValue members = new AttributeValue().withSS(alice.toString(), bob.toString());
        String message = uuids.next().toString();
        Map<String, AttributeValue> noMembers = Map.of(TableSpec.MESSAGE, text);
        Map<String, AttributeValue> noText = Map.of(TableSpec.MEMBER_UUIDS, members);
        Map<String, AttributeValue> listOfMembers =
                Map.of(TableSpec.MESSAGE, text, TableSpec.MEMBER_UUIDS, new AttributeValue(alice.toString()));
        Map<String, AttributeValue> whole = Map.of(TableSpec.MESSAGE, text, TableSpec.MEMBER_UUIDS, members);

        assertThat(List.of(
                        change("INSERT", "MSG#" + ab, message, "1", noMembers),
                        change("INSERT", "MSG#" + ab, message, "1", noText),
                        change("INSERT", "MSG#" + ab, message, "1", listOfMembers),
                        change("INSERT", "MSG#" + ab, UUID.randomUUID().toString(), "1", whole)))
                .allSatisfy(unreadable -> assertThat(failures(handler.handleRequest(batch(unreadable), null)))
                        .containsExactly("1"));
        assertThat(table.updates).isEmpty();
    }

    @Test
    void logsOneLineForTheBatchAndOneForTheFailureAndNeverAText() {
        try (HandlerLog log = new HandlerLog()) {
            table.throttle(update -> true);
            handler.handleRequest(batch(insertOf(ab, uuids.next(), TEXT, List.of(alice, bob), "10")), null);

            assertThat(log.lines()).extracting(ILoggingEvent::getLevel).containsExactly(Level.WARN, Level.INFO);
            assertThat(log.lines().get(0).getThrowableProxy().getMessage()).contains("Slow down");
            assertThat(log.lines().get(1).getKeyValuePairs())
                    .extracting(Object::toString)
                    .containsExactly(
                            "records=\"1\"", "messages=\"1\"", "groupsMoved=\"0\"", "failedSequenceNumber=\"10\"");
            assertThat(log.lines().toString()).doesNotContain(TEXT);
        }
    }

    private List<String> movedRows() {
        return table.updates.stream()
                .map(update -> update.key().get(TableSpec.PK).s())
                .toList();
    }
}
