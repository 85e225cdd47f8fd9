package com.cruddur.stream;

import static com.cruddur.stream.StreamEvents.batch;
import static com.cruddur.stream.StreamEvents.change;
import static com.cruddur.stream.StreamEvents.failures;
import static com.cruddur.stream.StreamEvents.image;
import static com.cruddur.stream.StreamEvents.insertOf;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.spi.ILoggingEvent;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import com.amazonaws.services.lambda.runtime.events.models.dynamodb.AttributeValue;
import com.amazonaws.services.lambda.runtime.tests.annotations.Event;
import com.cruddur.core.conversation.ConversationId;
import com.cruddur.core.conversation.Member;
import com.cruddur.core.conversation.MemberItem;
import com.cruddur.core.live.LiveEvent;
import com.cruddur.core.live.LocalBus;
import com.cruddur.core.message.MessageId;
import com.cruddur.core.message.MessageSeq;
import com.cruddur.core.people.UserId;
import com.cruddur.core.table.Item;
import com.cruddur.core.table.TableSpec;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

class MessagingStreamHandlerTest {

    private static final String TEXT = "Meet me at the old lighthouse";

    private final ScriptedTable table = new ScriptedTable();
    private final MessagingStreamHandler handler = new MessagingStreamHandler(new RowWriter(table, "messages"), 1);
    private final UserId alice = new UserId(UUID.randomUUID());
    private final UserId bob = new UserId(UUID.randomUUID());
    private final UserId carol = new UserId(UUID.randomUUID());
    private final ConversationId ab = ConversationId.between(alice, bob);
    private final ConversationId ac = ConversationId.between(alice, carol);
    private final ConversationId bc = ConversationId.between(bob, carol);

    @ParameterizedTest
    @Event(value = "stream-batch.json", type = DynamodbEvent.class)
    void movesTheConversationOfTheMessageInLambdasOwnJson(DynamodbEvent event) {
        assertThat(failures(handler.handleRequest(event, null))).isEmpty();

        assertThat(table.updates)
                .extracting(update -> update.key().get(TableSpec.PK).s())
                .containsExactly(
                        "GRP#0d6b7b5c-1e0f-4c39-9f0e-000000000001", "GRP#0d6b7b5c-1e0f-4c39-9f0e-000000000002");
        assertThat(table.updates).allSatisfy(update -> {
            assertThat(update.key().get(TableSpec.SK).s()).isEqualTo("6ae8cf0f-6b73-5d4c-9a2e-1f0c1a1f7a11");
            assertThat(update.expressionAttributeValues().get(":seq").n()).isEqualTo("42");
            assertThat(update.expressionAttributeValues().get(":recency").s())
                    .as("the time of 2024-11-24T12:06:40Z, and the rest of the message's uuid")
                    .isEqualTo("01935e11-1c80-7a1e-8c39-0123456789ab");
            assertThat(update.expressionAttributeValues().get(":at").s()).isEqualTo("2024-11-24T12:06:40.000Z");
            assertThat(update.expressionAttributeValues().get(":preview").s()).isEqualTo("See you on Tuesday");
        });
    }

    @Test
    void dropsEverythingThatNoRowShows() {
        String message = MessageSeq.key(1);
        Map<String, AttributeValue> reacted = whole();
        reacted.put("change_seq", new AttributeValue().withN("3"));
        reacted.put("change_kind", new AttributeValue("react"));
        DynamodbEvent event = batch(
                change("MODIFY", "MSG#" + ab, message, "1", reacted),
                change("INSERT", "CHG#" + ab, message, "5", Map.of()),
                change("INSERT", "BLK#" + alice, bob.toString(), "6", Map.of()),
                change("REMOVE", "MSG#" + ab, message, "2", Map.of()),
                change("INSERT", "GRP#" + alice, ab.toString(), "3", Map.of()),
                change("INSERT", "SND#" + alice, "key", "4", Map.of()));

        assertThat(failures(handler.handleRequest(event, null))).isEmpty();
        assertThat(table.updates).isEmpty();
    }

    /** The API's instance may have ended between the write and the announcement. */
    @Test
    void tellsOfEveryChangedMessageAndMovesNoRowForAReaction() {
        LocalBus bus = new LocalBus();
        List<LiveEvent> told = new ArrayList<>();
        bus.subscribe(bob, told::add, () -> {});
        Map<String, AttributeValue> reacted = whole();
        reacted.put("change_seq", new AttributeValue().withN("3"));
        reacted.put("change_kind", new AttributeValue("react"));
        Map<String, AttributeValue> edited = whole();
        edited.put("change_seq", new AttributeValue().withN("4"));
        edited.put("change_kind", new AttributeValue("edit"));
        MessagingStreamHandler telling = new MessagingStreamHandler(new RowWriter(table, "messages", bus), 1);

        telling.handleRequest(batch(change("MODIFY", "MSG#" + ab, MessageSeq.key(1), "1", reacted)), null);
        assertThat(told).containsExactly(new LiveEvent.Changed(ab, 1));
        assertThat(table.updates).isEmpty();

        telling.handleRequest(
                batch(
                        change("MODIFY", "MSG#" + ab, MessageSeq.key(2), "2", edited),
                        change("MODIFY", "MSG#" + ab, MessageSeq.key(1), "3", reacted)),
                null);
        assertThat(told.subList(1, told.size()))
                .containsExactlyInAnyOrder(
                        new LiveEvent.Row(ab), new LiveEvent.Changed(ab, 1), new LiveEvent.Changed(ab, 2));
    }

    @Test
    void showsAnEditedMessageByItsLastChange_AP13() {
        Map<String, AttributeValue> edited = whole();
        edited.put("message", new AttributeValue("edited"));
        edited.put("change_seq", new AttributeValue().withN("3"));
        edited.put("change_kind", new AttributeValue("edit"));

        handler.handleRequest(
                batch(
                        change("INSERT", "MSG#" + ab, MessageSeq.key(1), "1", whole()),
                        change("MODIFY", "MSG#" + ab, MessageSeq.key(1), "2", edited)),
                null);

        assertThat(table.updates).hasSize(2).allSatisfy(update -> {
            assertThat(update.expressionAttributeValues().get(":change").n()).isEqualTo("3");
            assertThat(update.expressionAttributeValues().get(":preview").s()).isEqualTo("edited");
        });
    }

    @Test
    void readsAGroupOnceForAllItsRecordsAndMovesTheRowsOfWhoIsInItNow_AP6_AP16() {
        Map<String, AttributeValue> message = whole();
        message.remove("member_uuids");
        table.hasGroup(groupOf(alice, carol));

        handler.handleRequest(
                batch(
                        change("INSERT", "MSG#" + ab, MessageSeq.key(1), "1", message),
                        change("INSERT", "MSG#" + ab, MessageSeq.key(2), "2", message),
                        change("MODIFY", "ABOUT#" + ab, "ABOUT", "3", Map.of())),
                null);

        assertThat(table.gets)
                .hasSize(1)
                .allSatisfy(get -> assertThat(get.consistentRead()).isTrue());
        assertThat(movedRows()).containsExactly("GRP#" + alice, "GRP#" + carol, "GRP#" + alice, "GRP#" + carol);
        assertThat(table.updates
                        .get(2)
                        .expressionAttributeValues()
                        .get(":version")
                        .n())
                .isEqualTo("7");
    }

    /** Each of 100 updates waits until ten are under way: so the batch takes as long as 10 of them. */
    @Test
    void writesTenConversationsAtTheSameTime() {
        CyclicBarrier ten = new CyclicBarrier(MessagingStreamHandler.CONCURRENCY);
        table.duringUpdates(() -> {
            try {
                ten.await(30, TimeUnit.SECONDS);
            } catch (Exception e) {
                throw new IllegalStateException("Fewer than ten updates at the same time", e);
            }
        });
        List<DynamodbStreamRecord> records = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            UserId other = new UserId(new UUID(1, i / 2));
            records.add(insertOf(ConversationId.between(alice, other), 1 + i % 2, TEXT, List.of(alice, other), "" + i));
        }

        var answer = new MessagingStreamHandler(new RowWriter(table, "messages")).handleRequest(batch(records), null);

        assertThat(failures(answer)).isEmpty();
        assertThat(table.updates).hasSize(100);
    }

    @Test
    void takesAnEventWithoutRecordsForNothingToDo() {
        assertThat(failures(handler.handleRequest(new DynamodbEvent(), null))).isEmpty();
    }

    @Test
    void foldsTheMessagesOfAConversationIntoOneMoveToTheGreatest() {
        handler.handleRequest(
                batch(
                        insertOf(ab, 8, "newest", List.of(alice, bob), "1"),
                        insertOf(ab, 7, "older", List.of(alice, bob), "2")),
                null);

        assertThat(table.updates).hasSize(2).allSatisfy(update -> {
            assertThat(update.expressionAttributeValues().get(":seq").n()).isEqualTo("8");
            assertThat(update.expressionAttributeValues().get(":preview").s()).isEqualTo("newest");
        });
        assertThat(movedRows()).containsExactlyInAnyOrder("GRP#" + alice, "GRP#" + bob);
    }

    @Test
    void comparesNumbersAndNeitherTextsNorTimes() {
        handler.handleRequest(
                batch(
                        insertAt(10, "2026-03-01T00:00:00.000Z", "greatest", "1"),
                        insertAt(9, "2026-03-01T12:00:00.000Z", "great, by a clock that is ahead", "2"),
                        insertAt(2_147_483_648L - 1, "2026-03-01T11:00:00.000Z", "beyond", "3"),
                        insertAt(2_147_483_648L, "2026-03-01T10:00:00.000Z", "beyond what an int holds", "4"),
                        insertAt(1, "2026-03-01T23:00:00.000Z", "small", "5")),
                null);

        assertThat(table.updates)
                .extracting(update ->
                        update.expressionAttributeValues().get(":preview").s())
                .containsExactly("beyond what an int holds");
    }

    @Test
    void stopsAtTheFirstConversationThatCannotBeMovedAndAsksForItsFirstRecord() {
        table.throttle(update -> update.key().get(TableSpec.SK).s().equals(ac.toString()));
        DynamodbEvent event = batch(
                insertOf(ab, 1, TEXT, List.of(alice, bob), "10"),
                insertOf(ac, 1, TEXT, List.of(alice, carol), "11"),
                insertOf(ab, 2, TEXT, List.of(alice, bob), "12"),
                insertOf(bc, 1, TEXT, List.of(bob, carol), "13"));

        assertThat(failures(handler.handleRequest(event, null))).containsExactly("11");
        assertThat(table.updates)
                .extracting(update -> update.key().get(TableSpec.SK).s())
                .containsExactly(ab.toString(), ab.toString(), ac.toString());
    }

    @Test
    void setsAMessageAsideThatItCannotDecodeAndMovesEverythingElse() {
        DynamodbEvent event = batch(
                insertOf(ab, 1, TEXT, List.of(alice, bob), "10"),
                change("INSERT", "MSG#" + ac, MessageSeq.key(1), "11", Map.of("message", new AttributeValue(TEXT))),
                insertOf(bc, 1, TEXT, List.of(bob, carol), "12"));

        try (HandlerLog log = new HandlerLog()) {
            assertThat(failures(handler.handleRequest(event, null))).isEmpty();

            assertThat(log.lines().get(0).getLevel()).isEqualTo(Level.ERROR);
            assertThat(log.lines().get(0).getFormattedMessage()).isEqualTo("Record set aside");
            assertThat(log.lines().get(0).getKeyValuePairs())
                    .extracting(Object::toString)
                    .containsExactly("sequenceNumber=\"11\"", "pk=\"MSG#" + ac + "\"", "sk=\"0000000001\"");
        }
        assertThat(movedRows())
                .containsExactlyInAnyOrder("ASIDE#stream", "GRP#" + alice, "GRP#" + bob, "GRP#" + bob, "GRP#" + carol);
        UpdateItemRequest aside = table.updates.get(0);
        assertThat(aside.key().get("sk").s()).isEqualTo("11");
        assertThat(aside.expressionAttributeValues().get(":pk").s()).isEqualTo("MSG#" + ac);
        assertThat(aside.expressionAttributeValues().get(":sk").s()).isEqualTo("0000000001");
        assertThat(aside.expressionAttributeValues().get(":reason").s())
                .isEqualTo("A message without a readable message_uuid");
        assertThat(aside.toString()).as("what somebody wrote").doesNotContain(TEXT);
    }

    @Test
    void asksForARecordThatItCannotSetAsideAndMovesWhatCameBefore() {
        table.throttle(update -> update.key().get(TableSpec.PK).s().startsWith("ASIDE#"));
        DynamodbEvent event = batch(
                insertOf(ab, 1, TEXT, List.of(alice, bob), "10"),
                change("INSERT", "MSG#" + ac, MessageSeq.key(1), "11", Map.of()),
                insertOf(bc, 1, TEXT, List.of(bob, carol), "12"));

        assertThat(failures(handler.handleRequest(event, null))).containsExactly("11");
        assertThat(movedRows()).containsExactlyInAnyOrder("ASIDE#stream", "GRP#" + alice, "GRP#" + bob);
    }

    @Test
    void setsAGroupAsideOfWhichNobodyCanReadWhoIsInIt() {
        Map<String, AttributeValue> message = whole();
        message.remove("member_uuids");
        table.hasGroup(
                Item.of("ABOUT#" + ab, "ABOUT").with("members", "everybody").attributes());
        DynamodbEvent event = batch(
                change("INSERT", "MSG#" + ab, MessageSeq.key(1), "10", message),
                insertOf(bc, 1, TEXT, List.of(bob, carol), "11"));

        assertThat(failures(handler.handleRequest(event, null))).isEmpty();
        assertThat(movedRows()).containsExactlyInAnyOrder("ASIDE#stream", "GRP#" + bob, "GRP#" + carol);
        assertThat(table.updates.get(0).expressionAttributeValues().get(":pk").s())
                .isEqualTo("ABOUT#" + ab);
    }

    @Test
    void asksForTheFailedConversationWhereAnUndecodableMessageComesLater() {
        table.throttle(update -> true);
        DynamodbEvent event = batch(
                insertOf(ab, 1, TEXT, List.of(alice, bob), "10"),
                change("INSERT", "MSG#not-a-uuid", MessageSeq.key(1), "11", Map.of()));

        assertThat(failures(handler.handleRequest(event, null))).containsExactly("10");
        // The first row that cannot be written, of either, is the last that is tried.
        assertThat(movedRows()).hasSize(2).contains("ASIDE#stream").containsAnyOf("GRP#" + alice, "GRP#" + bob);
    }

    @Test
    void cannotDecodeAMessageThatLacksAnAttributeOrHasItInAnotherForm() {
        for (String lacking : List.of("message_uuid", "created_at", "message")) {
            Map<String, AttributeValue> image = whole();
            image.remove(lacking);
            cannotDecode(MessageSeq.key(1), image);
        }
        for (String odd : List.of("message_uuid", "created_at", "member_uuids")) {
            Map<String, AttributeValue> image = whole();
            image.put(odd, new AttributeValue("odd"));
            cannotDecode(MessageSeq.key(1), image);
        }
        for (String key : List.of(
                "1",
                "0000000000",
                "00000000001",
                "-000000001",
                UUID.randomUUID().toString())) {
            cannotDecode(key, whole());
        }
        assertThat(movedRows()).isNotEmpty().containsOnly("ASIDE#stream");

        handler.handleRequest(batch(change("INSERT", "MSG#" + ab, MessageSeq.key(1), "1", whole())), null);
        assertThat(movedRows()).as("the same message with nothing missing").contains("GRP#" + alice, "GRP#" + bob);
    }

    private Map<String, AttributeValue> whole() {
        return image(new MessageId(UUID.randomUUID()), "2026-03-01T12:00:00.000Z", TEXT, List.of(alice, bob));
    }

    private void cannotDecode(String key, Map<String, AttributeValue> image) {
        int before = table.updates.size();
        assertThat(failures(handler.handleRequest(batch(change("INSERT", "MSG#" + ab, key, "1", image)), null)))
                .isEmpty();
        assertThat(table.updates).as(key + " " + image).hasSize(before + 1);
    }

    private DynamodbStreamRecord insertAt(long seq, String createdAt, String text, String sequenceNumber) {
        Map<String, AttributeValue> image = image(new MessageId(UUID.randomUUID()), createdAt, text, List.of(alice));
        return change("INSERT", "MSG#" + ab, MessageSeq.key(seq), sequenceNumber, image);
    }

    @Test
    void logsOneLineForTheBatchAndOneForTheFailureAndNeverAText() {
        try (HandlerLog log = new HandlerLog()) {
            table.throttle(update -> true);
            handler.handleRequest(batch(insertOf(ab, 1, TEXT, List.of(alice, bob), "10")), null);

            assertThat(log.lines()).extracting(ILoggingEvent::getLevel).containsExactly(Level.WARN, Level.INFO);
            assertThat(log.lines().get(0).getThrowableProxy().getMessage()).contains("Slow down");
            assertThat(log.lines().get(1).getKeyValuePairs())
                    .extracting(Object::toString)
                    .containsExactly(
                            "records=\"1\"",
                            "changes=\"1\"",
                            "conversationsWritten=\"0\"",
                            "failedSequenceNumber=\"10\"");
            assertThat(log.lines().toString()).doesNotContain(TEXT);
        }
    }

    private static Map<String, software.amazon.awssdk.services.dynamodb.model.AttributeValue> groupOf(
            UserId... members) {
        Item group = Item.of("ABOUT#" + new UUID(0, 1), "ABOUT")
                .with("history", "all")
                .with("version", 7)
                .with("created_at", Instant.EPOCH);
        return group.with(
                        "members",
                        software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromL(Stream.of(members)
                                .map(MessagingStreamHandlerTest::member)
                                .toList()))
                .attributes();
    }

    private static software.amazon.awssdk.services.dynamodb.model.AttributeValue member(UserId id) {
        Item member = Item.from(
                new HashMap<>(MemberItem.of(new Member(id, "handle", "Name")).m()));
        return software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromM(
                member.with("role", "admin").with("joined_seq", 1).attributes());
    }

    private List<String> movedRows() {
        return table.updates.stream()
                .map(update -> update.key().get(TableSpec.PK).s())
                .toList();
    }
}
