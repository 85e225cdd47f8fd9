package com.cruddur.infra.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.cruddur.core.UseCases;
import com.cruddur.core.change.Emoji;
import com.cruddur.core.conversation.ConversationId;
import com.cruddur.core.conversation.Conversations;
import com.cruddur.core.group.History;
import com.cruddur.core.inbox.ConversationListing;
import com.cruddur.core.inbox.SettingsChange;
import com.cruddur.core.message.Message;
import com.cruddur.core.message.MessageRange;
import com.cruddur.core.message.MessageText;
import com.cruddur.core.people.MessagesFrom;
import com.cruddur.core.people.User;
import com.cruddur.core.send.IdempotencyKey;
import com.cruddur.core.table.Item;
import com.cruddur.core.table.TableAdmin;
import com.cruddur.core.table.TableSpec;
import com.cruddur.core.testing.DynamoDbExtension;
import com.cruddur.core.testing.LocalDynamoDb;
import com.cruddur.core.testing.MessagingTable;
import com.cruddur.infra.app.Environment;
import com.cruddur.infra.app.Environments;
import com.cruddur.infra.data.MessagesTable;
import com.cruddur.infra.policy.Call;
import com.cruddur.infra.policy.Policy;
import com.cruddur.infra.policy.PolicyGuard;
import com.cruddur.infra.testing.Synthesised;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;

/**
 * The API has the permissions that it needs, and no others: every use case runs with a client that refuses what the task's
 * role and the VPC endpoint do not grant in the synthesised templates.
 */
@ExtendWith(DynamoDbExtension.class)
class ApiPermissionsIT {

    private static final String TABLE = TableSpec.DEFAULT_TABLE_NAME;
    private static final Environment ENVIRONMENT = Environments.PRODUCTION;

    private final LocalDynamoDb engine;
    private final PolicyGuard guard = new PolicyGuard(
            Policy.ofRole(Synthesised.templates(ENVIRONMENT), ENVIRONMENT.stageId() + "-Web", "ApiTaskTaskRole"),
            Policy.ofEndpoint(Synthesised.templates(ENVIRONMENT), ENVIRONMENT.stageId() + "-Network"));
    private final DynamoDbClient guarded;
    private final UseCases useCases;

    private final User londo = MessagingTable.user("londo");
    private final User bayko = MessagingTable.user("bayko");
    private final User vir = MessagingTable.user("vir");

    ApiPermissionsIT(LocalDynamoDb engine) {
        this.engine = engine;
        this.guarded = engine.client(guard);
        this.useCases = UseCases.of(guarded, TABLE, Clock.systemUTC());
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
    void everyUseCaseOfTheApiIsAllowed() {
        Message first = useCases.openConversation().open(londo, bayko, new MessageText("first"), null);
        useCases.openConversation().open(londo, bayko, new MessageText("again"), null);
        ConversationId group = useCases.createGroup()
                .create(londo, List.of(bayko, vir), null, History.ALL, new IdempotencyKey("open-1"))
                .id();
        useCases.createGroup().isRepeat(londo, List.of(bayko, vir), null, History.ALL, new IdempotencyKey("open-1"));
        useCases.manageGroup().remove(londo, group, vir.id());
        useCases.manageGroup().add(londo, group, List.of(vir));
        useCases.changeMessage().edit(londo, first.conversation(), 1, new MessageText("first"));
        useCases.changeMessage().react(bayko, first.conversation(), 1, new Emoji("👍"));
        useCases.changeMessage().takeBack(bayko, first.conversation(), 1, new Emoji("👍"));
        useCases.sendMessage().send(bayko, group, new MessageText("spam"), null);
        long spam = useCases.readMessages()
                .page(londo, group, new MessageRange.Newest(), 1)
                .items()
                .get(0)
                .seq();
        useCases.changeMessage().delete(londo, group, spam);
        useCases.changeMessage().delete(londo, group, spam);
        useCases.readChanges().page(bayko, first.conversation(), 0L, 20);
        useCases.changeSettings().change(vir, group, new SettingsChange(true, null, false, null));
        useCases.clearConversation().clear(vir, group, null);
        useCases.readMarkers().ofOthers(londo, group);
        useCases.blockPeople().block(vir, londo);
        useCases.blockPeople().blockedBy(vir);
        useCases.blockPeople().unblock(vir, londo);
        useCases.openConversation().open(vir, bayko, MessagesFrom.KNOWN, new MessageText("we share a group"), 0, null);
        useCases.sendMessage().send(londo, first.conversation(), new MessageText("second"), null);
        IdempotencyKey key = new IdempotencyKey("send-1");
        Message once = useCases.sendMessage().send(londo, first.conversation(), new MessageText("third"), key);
        Message repeated = useCases.sendMessage().send(londo, first.conversation(), new MessageText("third"), key);

        List<ConversationListing> conversations =
                useCases.listConversations().page(bayko, false, null, 20).items();
        List<Message> messages = useCases.readMessages()
                .page(bayko, first.conversation(), new MessageRange.Newest(), 20)
                .items();
        useCases.markRead().upTo(bayko, first.conversation(), once.seq());
        guarded.describeTable(describe -> describe.tableName(TABLE));

        assertThat(repeated).isEqualTo(once);
        assertThat(conversations).hasSize(3).anyMatch(conversation -> conversation.unreadCount() > 0);
        assertThat(messages).extracting(Message::text).containsExactly("first", "again", "second", "third");
        assertThat(guard.seen()).extracting(Call::action).hasSameElementsAs(MessagesTable.ACTIONS);
    }

    @Test
    void aMessageMayBeMarkedAsReadBeforeTheStreamFunctionHasSeenIt() {
        Message first = useCases.openConversation().open(londo, bayko, new MessageText("first"), null);
        Message second = useCases.sendMessage().send(londo, first.conversation(), new MessageText("second"), null);

        useCases.markRead().upTo(bayko, first.conversation(), second.seq());

        assertThat(new Conversations(engine.client(), TABLE)
                        .find(bayko.id(), first.conversation())
                        .orElseThrow()
                        .lastRead())
                .isEqualTo(2);
    }

    @Test
    void aReceiptMayGetAnotherNumberWhenItsOwnIsTaken() {
        Message first = useCases.openConversation().open(londo, bayko, new MessageText("first"), null);
        UseCases otherInstance = UseCases.of(engine.client(), TABLE, Clock.systemUTC());
        otherInstance.sendMessage().send(bayko, first.conversation(), new MessageText("quicker"), null);

        Message third = useCases.sendMessage()
                .send(londo, first.conversation(), new MessageText("third"), new IdempotencyKey("moved"));

        assertThat(third.seq()).isEqualTo(3);
    }

    @Test
    void aLostRowMayBeWrittenAgain() {
        Message first = useCases.openConversation().open(londo, bayko, new MessageText("first"), null);
        engine.client()
                .deleteItem(delete -> delete.tableName(TABLE)
                        .key(Item.of("GRP#" + londo.id(), first.conversation().toString())
                                .attributes()));

        useCases.openConversation().open(londo, bayko, new MessageText("again"), null);

        assertThat(useCases.listConversations().page(londo, false, null, 20).items())
                .hasSize(1);
    }

    @Test
    @SuppressWarnings("unchecked") // the SDK takes its builders as varargs
    void refusesEverythingThatTheApiDoesNotDo() {
        assertRefused(() -> guarded.scan(scan -> scan.tableName(TABLE)));
        assertRefused(() -> guarded.scan(scan -> scan.tableName(TABLE).indexName(TableSpec.RECENCY_INDEX)));
        assertRefused(() -> guarded.deleteItem(delete -> delete.tableName(TABLE).key(key("MSG#"))));
        assertRefused(() -> guarded.deleteTable(delete -> delete.tableName(TABLE)));
        assertRefused(() -> guarded.updateTimeToLive(update -> update.tableName(TABLE)));
        assertRefused(() -> guarded.transactWriteItems(transaction -> transaction.transactItems(
                part -> part.delete(delete -> delete.tableName(TABLE).key(key("ABOUT#"))))));
        assertRefused(() ->
                guarded.transactWriteItems(transaction -> transaction.transactItems(part -> part.conditionCheck(check ->
                        check.tableName(TABLE).key(key("SND#")).conditionExpression("attribute_exists(pk)")))));
    }

    @Test
    void refusesEachActionOnOtherKeys() {
        assertRefused(() -> guarded.getItem(get -> get.tableName(TABLE).key(key("CHG#"))));
        assertRefused(() -> guarded.updateItem(update -> update.tableName(TABLE).key(key("MSG#"))));
        assertRefused(() -> guarded.putItem(put -> put.tableName(TABLE).item(key("USR#"))));
        assertRefused(() -> query("ABOUT#", null));
        assertRefused(() -> query("SND#", null));
        assertRefused(() -> query("MSG#", TableSpec.RECENCY_INDEX));
    }

    @Test
    void refusesOtherTablesAndIndexes() {
        assertRefused(() -> UseCases.of(guarded, "another-table", Clock.systemUTC())
                .openConversation()
                .open(londo, bayko, new MessageText("first"), null));
        assertRefused(() -> guarded.describeTable(describe -> describe.tableName("another-table")));
        assertRefused(() -> query("GRP#", "another-index"));
    }

    private void query(String prefix, String index) {
        guarded.query(query -> query.tableName(TABLE)
                .indexName(index)
                .keyConditionExpression("pk = :pk")
                .expressionAttributeValues(Map.of(":pk", AttributeValue.fromS(prefix + UUID.randomUUID()))));
    }

    private static Map<String, AttributeValue> key(String prefix) {
        return Map.of(
                "pk", AttributeValue.fromS(prefix + UUID.randomUUID()),
                "sk", AttributeValue.fromS(UUID.randomUUID().toString()));
    }

    private static void assertRefused(ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        DynamoDbException.class,
                        e -> assertThat(e.awsErrorDetails().errorCode()).isEqualTo("AccessDeniedException"));
    }
}
