package com.cruddur.infra.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import com.amazonaws.services.lambda.runtime.events.models.dynamodb.AttributeValue;
import com.amazonaws.services.lambda.runtime.events.models.dynamodb.StreamRecord;
import com.cruddur.core.UseCases;
import com.cruddur.core.conversation.Conversations;
import com.cruddur.core.group.History;
import com.cruddur.core.message.Message;
import com.cruddur.core.message.MessageSeq;
import com.cruddur.core.message.MessageText;
import com.cruddur.core.people.User;
import com.cruddur.core.people.UserId;
import com.cruddur.core.table.Item;
import com.cruddur.core.table.TableAdmin;
import com.cruddur.core.table.TableSpec;
import com.cruddur.core.testing.DynamoDbExtension;
import com.cruddur.core.testing.LocalDynamoDb;
import com.cruddur.core.testing.MessagingTable;
import com.cruddur.infra.app.Environment;
import com.cruddur.infra.app.Environments;
import com.cruddur.infra.policy.Call;
import com.cruddur.infra.policy.Policy;
import com.cruddur.infra.policy.PolicyGuard;
import com.cruddur.infra.testing.Synthesised;
import com.cruddur.stream.MessagingStreamHandler;
import com.cruddur.stream.RowWriter;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;

/**
 * The stream function has the permissions that it needs, and no others: the handler runs with a client that refuses what
 * its role and the VPC endpoint do not grant in the synthesised templates.
 */
@ExtendWith(DynamoDbExtension.class)
class StreamPermissionsIT {

    private static final String TABLE = TableSpec.DEFAULT_TABLE_NAME;
    private static final Environment ENVIRONMENT = Environments.PRODUCTION;

    private final LocalDynamoDb engine;
    private final PolicyGuard guard = new PolicyGuard(
            Policy.ofRole(Synthesised.templates(ENVIRONMENT), ENVIRONMENT.stageId() + "-Stream", "FunctionRole"),
            Policy.ofEndpoint(Synthesised.templates(ENVIRONMENT), ENVIRONMENT.stageId() + "-Network"));
    private final DynamoDbClient guarded;

    StreamPermissionsIT(LocalDynamoDb engine) {
        this.engine = engine;
        this.guarded = engine.client(guard);
    }

    @BeforeEach
    void load() {
        new TableAdmin(engine.client()).load(TABLE);
    }

    @AfterEach
    void drop() {
        engine.client().deleteTable(table -> table.tableName(TABLE));
    }

    @Test
    void theHandlerMovesRowsWithItsOwnRole() {
        User londo = MessagingTable.user("londo");
        User bayko = MessagingTable.user("bayko");
        UseCases useCases = UseCases.of(engine.client(), TABLE, Clock.systemUTC());
        Message first = useCases.openConversation().open(londo, bayko, new MessageText("first"), null);
        Message second = useCases.sendMessage().send(bayko, first.conversation(), new MessageText("second"), null);

        var answer =
                new MessagingStreamHandler(new RowWriter(guarded, TABLE)).handleRequest(insertsOf(first, second), null);

        assertThat(answer.getBatchItemFailures()).isEmpty();
        Conversations groups = new Conversations(engine.client(), TABLE);
        for (User member : List.of(londo, bayko)) {
            assertThat(groups.find(member.id(), first.conversation())
                            .orElseThrow()
                            .lastMessage()
                            .seq())
                    .isEqualTo(second.seq());
        }
        assertThat(guard.seen()).extracting(Call::action).containsExactly("dynamodb:UpdateItem", "dynamodb:UpdateItem");
    }

    @Test
    void theHandlerReadsAGroupAndMovesTheRowsOfItsMembers() {
        User londo = MessagingTable.user("londo");
        UseCases useCases = UseCases.of(engine.client(), TABLE, Clock.systemUTC());
        var group = useCases.createGroup()
                .create(
                        londo,
                        List.of(MessagingTable.user("bayko"), MessagingTable.user("vir")),
                        null,
                        History.ALL,
                        null)
                .id();
        Message second = useCases.sendMessage().send(londo, group, new MessageText("second"), null);

        var answer = new MessagingStreamHandler(new RowWriter(guarded, TABLE)).handleRequest(insertsOf(second), null);

        assertThat(answer.getBatchItemFailures()).isEmpty();
        assertThat(guard.seen())
                .extracting(Call::action)
                .containsExactly(
                        "dynamodb:GetItem", "dynamodb:UpdateItem", "dynamodb:UpdateItem", "dynamodb:UpdateItem");
    }

    @Test
    void theHandlerSetsARecordAsideWithItsOwnRole() {
        Message message = UseCases.of(engine.client(), TABLE, Clock.systemUTC())
                .openConversation()
                .open(MessagingTable.user("londo"), MessagingTable.user("bayko"), new MessageText("first"), null);
        DynamodbEvent poison = insertsOf(message);
        poison.getRecords().get(0).getDynamodb().getNewImage().remove(TableSpec.MESSAGE_UUID);

        var answer = new MessagingStreamHandler(new RowWriter(guarded, TABLE)).handleRequest(poison, null);

        assertThat(answer.getBatchItemFailures()).isEmpty();
        assertThat(guard.seen()).extracting(Call::action).containsExactly("dynamodb:UpdateItem");
        assertThat(engine.client()
                        .getItem(get -> get.tableName(TABLE)
                                .key(Item.of(TableSpec.ASIDE, "1").attributes()))
                        .item()
                        .get(TableSpec.ITEM_PK)
                        .s())
                .isEqualTo("MSG#" + message.conversation());
    }

    @Test
    void theHandlerReportsARefusedWrite() {
        User londo = MessagingTable.user("londo");
        Message message = UseCases.of(engine.client(), TABLE, Clock.systemUTC())
                .openConversation()
                .open(londo, MessagingTable.user("bayko"), new MessageText("first"), null);

        var answer = new MessagingStreamHandler(new RowWriter(guarded, "another-table"))
                .handleRequest(insertsOf(message), null);

        assertThat(answer.getBatchItemFailures())
                .singleElement()
                .satisfies(failure -> assertThat(failure.getItemIdentifier()).isEqualTo("1"));
    }

    @Test
    @SuppressWarnings("unchecked") // the SDK takes its builders as varargs
    void refusesEveryOtherWriteAndEveryRead() {
        var row = key("GRP#" + UUID.randomUUID());
        var message = key("MSG#" + UUID.randomUUID());

        assertRefused(() -> guarded.putItem(put -> put.tableName(TABLE).item(row)));
        assertRefused(() -> guarded.putItem(put -> put.tableName(TABLE).item(message)));
        assertRefused(() -> guarded.deleteItem(delete -> delete.tableName(TABLE).key(row)));
        assertRefused(() -> guarded.getItem(get -> get.tableName(TABLE).key(row)));
        assertRefused(() -> guarded.scan(scan -> scan.tableName(TABLE)));
        assertRefused(() -> guarded.describeTable(describe -> describe.tableName(TABLE)));
        assertRefused(() -> guarded.query(query -> query.tableName(TABLE)
                .keyConditionExpression("pk = :pk")
                .expressionAttributeValues(Map.of(":pk", row.get("pk")))));
        assertRefused(() -> guarded.transactWriteItems(transaction -> transaction.transactItems(
                part -> part.put(put -> put.tableName(TABLE).item(row)))));
    }

    @Test
    void refusesAnotherTableAndTheKeysOfMessagesAndReceipts() {
        assertThat(guarded.updateItem(update -> update.tableName(TABLE).key(key("GRP#" + UUID.randomUUID())))
                        .sdkHttpResponse()
                        .isSuccessful())
                .isTrue();

        assertRefused(() -> guarded.updateItem(update -> update.tableName(TABLE).key(key("MSG#" + UUID.randomUUID()))));
        assertRefused(() -> guarded.updateItem(update -> update.tableName(TABLE).key(key("SND#" + UUID.randomUUID()))));
        assertRefused(() ->
                guarded.updateItem(update -> update.tableName("another-table").key(key("GRP#" + UUID.randomUUID()))));
    }

    private static void assertRefused(ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        DynamoDbException.class,
                        e -> assertThat(e.awsErrorDetails().errorCode()).isEqualTo("AccessDeniedException"));
    }

    private static Map<String, software.amazon.awssdk.services.dynamodb.model.AttributeValue> key(String pk) {
        return Map.of(
                "pk", software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromS(pk),
                "sk",
                        software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromS(
                                UUID.randomUUID().toString()));
    }

    /** The event of the trigger, with the sequence numbers 1, 2 and so on. */
    private static DynamodbEvent insertsOf(Message... messages) {
        DynamodbEvent event = new DynamodbEvent();
        event.setRecords(new java.util.ArrayList<>());
        for (Message message : messages) {
            DynamodbStreamRecord stream = new DynamodbStreamRecord();
            stream.setEventName("INSERT");
            stream.setDynamodb(new StreamRecord()
                    .withSequenceNumber(String.valueOf(event.getRecords().size() + 1))
                    .withKeys(Map.of(
                            TableSpec.PK, new AttributeValue(TableSpec.MESSAGE_PREFIX + message.conversation()),
                            TableSpec.SK, new AttributeValue(MessageSeq.key(message.seq()))))
                    .withNewImage(image(message)));
            event.getRecords().add(stream);
        }
        return event;
    }

    private static Map<String, AttributeValue> image(Message message) {
        Map<String, AttributeValue> image = new HashMap<>();
        image.put(TableSpec.MESSAGE_UUID, new AttributeValue(message.id().toString()));
        image.put(TableSpec.CREATED_AT, new AttributeValue(Item.time(message.createdAt())));
        image.put(TableSpec.MESSAGE, new AttributeValue(message.text()));
        if (!message.memberIds().isEmpty()) {
            image.put(
                    TableSpec.MEMBER_UUIDS,
                    new AttributeValue()
                            .withSS(message.memberIds().stream()
                                    .map(UserId::toString)
                                    .toList()));
        }
        return image;
    }
}
