package com.cruddur.cli.ddb.rebuild;

import static com.cruddur.core.testing.MessagingTable.user;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.cruddur.cli.ddb.rebuild.RowDifference.Kind;
import com.cruddur.cli.work.Progress;
import com.cruddur.core.change.ChangeMessage;
import com.cruddur.core.change.Emoji;
import com.cruddur.core.conversation.Conversation;
import com.cruddur.core.conversation.ConversationId;
import com.cruddur.core.conversation.Conversations;
import com.cruddur.core.conversation.LastMessage;
import com.cruddur.core.conversation.RowMoves;
import com.cruddur.core.group.Group;
import com.cruddur.core.group.GroupRow;
import com.cruddur.core.group.GroupTitle;
import com.cruddur.core.group.Groups;
import com.cruddur.core.group.History;
import com.cruddur.core.message.Message;
import com.cruddur.core.message.MessageId;
import com.cruddur.core.message.MessageItem;
import com.cruddur.core.message.MessageRange;
import com.cruddur.core.message.MessageText;
import com.cruddur.core.people.User;
import com.cruddur.core.table.Item;
import com.cruddur.core.testing.MessagingTable;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkResponse;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ScanResponse;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;

class RebuildIT {

    private final MessagingTable table = MessagingTable.create();
    private final User andrew = user("andrewbrown");
    private final User bayko = user("bayko");
    private final List<RowDifference> differences = new ArrayList<>();

    @Test
    void whereTheStreamDidItsWorkThereIsNothingToDo() {
        table.advance(reply(open(andrew, bayko)));

        RebuildResult result = rebuild(false);

        assertThat(differences).isEmpty();
        assertThat(result.messages()).isEqualTo(2);
        assertThat(result.rows()).isEqualTo(2);
        assertThat(result.conversations()).isEqualTo(1);
        assertThat(result.differences()).isEmpty();
    }

    @Test
    void everyKindOfDifferenceIsListedInADryRunAndMendedWithoutOne() {
        Message first = open(andrew, bayko);
        Message second = reply(first);
        delete(bayko, first);
        Message other = open(andrew, user("londo"));
        set(andrew, other, "message", "something else");
        Message lost = open(andrew, user("tomek"));
        table.client().deleteItem(d -> d.tableName(table.name()).key(key(MessageItem.of(lost))));
        Message ahead = open(andrew, user("yuki"));
        LastMessage lostAhead =
                LastMessage.of(ahead.seq() + 1, 0, new MessageId(UUID.randomUUID()), Instant.now(), "?");
        new RowMoves(table.client(), table.name()).show(ahead.conversation(), List.of(andrew.id()), lostAhead);

        rebuild(true);

        assertThat(differences)
                .extracting(RowDifference::kind, RowDifference::conversation)
                .containsExactlyInAnyOrder(
                        tuple(Kind.ROW_OLDER, first.conversation()),
                        tuple(Kind.ROW_MISSING, first.conversation()),
                        tuple(Kind.PREVIEW_WRONG, other.conversation()),
                        tuple(Kind.ORPHAN_ROW, lost.conversation()),
                        tuple(Kind.ORPHAN_ROW, lost.conversation()),
                        tuple(Kind.ROW_AHEAD, ahead.conversation()));
        assertThat(row(bayko, first)).isEmpty();

        RebuildResult result = rebuild(false);
        assertThat(result.mended()).isEqualTo(3);
        assertThat(row(andrew, first).orElseThrow().lastMessage()).isEqualTo(second.asLast());
        Conversation mended = row(bayko, first).orElseThrow();
        assertThat(mended.lastMessage()).isEqualTo(second.asLast());
        assertThat(mended.members()).isEqualTo(row(andrew, first).orElseThrow().members());
        assertThat(mended.createdAt()).isEqualTo(first.createdAt());
        assertThat(row(andrew, other).orElseThrow().lastMessage()).isEqualTo(other.asLast());

        assertThat(rebuild(false).differences()).isEqualTo(Map.of(Kind.ORPHAN_ROW, 2L, Kind.ROW_AHEAD, 1L));
    }

    @Test
    void aNumberThatHoldsNoMessageIsToldAndLeftToAPerson() {
        Message first = open(andrew, bayko);
        Message lost = reply(first);
        Message last = reply(first);
        table.advance(last);
        Message begin = open(andrew, user("londo"));
        open(andrew, user("whole"));
        Message second =
                table.useCases().sendMessage().send(andrew, begin.conversation(), new MessageText("and?"), null);
        table.advance(second);
        for (Message gone : List.of(lost, begin)) {
            table.client().deleteItem(d -> d.tableName(table.name()).key(key(MessageItem.of(gone))));
        }

        RebuildResult result = rebuild(false);

        assertThat(differences)
                .extracting(
                        RowDifference::kind,
                        RowDifference::conversation,
                        RowDifference::member,
                        RowDifference::expected)
                .containsExactlyInAnyOrder(
                        tuple(Kind.MESSAGES_MISSING, lost.conversation(), null, last.asLast()),
                        tuple(Kind.MESSAGES_MISSING, begin.conversation(), null, second.asLast()));
        assertThat(result.mended()).isZero();
        assertThat(Kind.MESSAGES_MISSING.mended()).isFalse();
    }

    /** It is no snapshot: what it has not seen may have come, or be on another page. */
    @Test
    void aMessageThatOnlyTheScanHasNotSeenIsNotMissing() {
        Message first = open(andrew, bayko);
        Message second = reply(first);
        table.advance(reply(first));
        ExecutionInterceptor passing = new ExecutionInterceptor() {
            @Override
            public SdkResponse modifyResponse(Context.ModifyResponse context, ExecutionAttributes attributes) {
                return context.response() instanceof ScanResponse scan
                        ? scan.toBuilder()
                                .items(scan.items().stream()
                                        .filter(item -> !key(item).equals(key(MessageItem.of(second))))
                                        .toList())
                                .build()
                        : context.response();
            }
        };

        rebuild(table.through(passing).client(), true);

        assertThat(differences).isEmpty();
    }

    @Test
    void aConversationWithoutAnyRowGetsThemWithTheNamesThatAreKnown() {
        Message first = open(andrew, bayko);
        reply(first);
        delete(andrew, first);
        delete(bayko, first);

        rebuild(false);

        assertThat(row(bayko, first).orElseThrow().members())
                .extracting(m -> m.handle())
                .containsExactlyInAnyOrder("andrewbrown", "bayko-now");
        assertThat(table.useCases()
                        .listConversations()
                        .page(andrew, false, null, 20)
                        .items())
                .singleElement()
                .satisfies(listing -> assertThat(listing.unreadCount()).isEqualTo(1));
    }

    @Test
    void alsoWhereItLooksAtThisConversationOnly() {
        Message first = open(andrew, bayko);
        Message second = reply(first);
        delete(andrew, first);
        delete(bayko, first);

        new Rebuild(table.client(), table.name(), id -> Optional.empty())
                .one(first.conversation(), false, differences::add);

        assertThat(differences).extracting(RowDifference::kind).containsOnly(Kind.ROW_MISSING);
        for (User owner : List.of(andrew, bayko)) {
            Conversation row = row(owner, first).orElseThrow();
            assertThat(row.createdAt()).isEqualTo(first.createdAt());
            assertThat(row.lastMessage()).isEqualTo(second.asLast());
            assertThat(row.members())
                    .extracting(member -> member.handle())
                    .containsExactlyInAnyOrder("andrewbrown", "bayko");
        }
    }

    @Test
    void whatItCannotReadItReportsAndLeaves() {
        open(andrew, bayko);
        table.client()
                .putItem(p -> p.tableName(table.name())
                        .item(Item.of("MSG#not-a-uuid", "2023")
                                .with("message", "x")
                                .attributes()));

        RebuildResult result = rebuild(false);

        assertThat(result.unreadable()).isEqualTo(1);
        assertThat(result.firstUnreadable()).singleElement().asString().contains("MSG#not-a-uuid / 2023");
    }

    @Test
    void aConversationWhoseGroupOrRowCannotBeReadIsReportedAndLeftAndTheOthersAreMended() {
        ConversationId group = group(History.ALL);
        table.client()
                .updateItem(update -> update.tableName(table.name())
                        .key(Item.of("ABOUT#" + group, "ABOUT").attributes())
                        .updateExpression("REMOVE members"));
        Message odd = open(andrew, user("londo"));
        set(andrew, odd, "recency", "no uuid");
        Message first = open(andrew, bayko);
        delete(bayko, first);

        RebuildResult result = rebuild(false);

        assertThat(result.firstUnreadable())
                .hasSize(2)
                .anyMatch(item -> item.contains("ABOUT#" + group))
                .anyMatch(item -> item.contains("GRP#" + andrew.id()));
        assertThat(differences).extracting(RowDifference::kind).containsExactly(Kind.ROW_MISSING);
        assertThat(row(bayko, first)).isPresent();
    }

    /** Its move finds no row, and none will come after it. */
    @Test
    void aMessageThatComesJustBeforeItsMissingRowIsMadeIsShownInIt() {
        Message first = open(andrew, bayko);
        delete(bayko, first);
        List<Message> came = new ArrayList<>();
        ExecutionInterceptor meanwhile = new ExecutionInterceptor() {
            @Override
            public void beforeExecution(Context.BeforeExecution context, ExecutionAttributes attributes) {
                if (context.request() instanceof TransactWriteItemsRequest && came.isEmpty()) {
                    came.add(table.useCases()
                            .sendMessage()
                            .send(andrew, first.conversation(), new MessageText("and?"), null));
                    table.advance(came.get(0));
                }
            }
        };

        rebuild(table.through(meanwhile).client(), false);

        assertThat(row(bayko, first).orElseThrow().lastMessage())
                .isEqualTo(came.get(0).asLast());
    }

    /** The scan came to the sender's row when it was there, and to the rest before. */
    @Test
    void aConversationThatIsOpenedDuringTheScanHasNothingWrong() {
        open(andrew, bayko);
        ExecutionInterceptor early = new ExecutionInterceptor() {
            @Override
            public SdkResponse modifyResponse(Context.ModifyResponse context, ExecutionAttributes attributes) {
                return context.response() instanceof ScanResponse scan
                        ? scan.toBuilder()
                                .items(scan.items().stream()
                                        .filter(item ->
                                                Item.from(item).text("pk").equals("GRP#" + andrew.id()))
                                        .toList())
                                .build()
                        : context.response();
            }
        };

        RebuildResult result = rebuild(table.through(early).client(), true);

        assertThat(result.rows()).isEqualTo(1);
        assertThat(differences).isEmpty();
    }

    @Test
    void aLostRowOfAGroupComesBackWithTheHistoryThatItsOwnerMayRead() {
        ConversationId group = group(History.FROM_JOIN);
        Message before = send(andrew, group, "before");
        User added = user("added");
        table.useCases().manageGroup().add(andrew, group, List.of(added));
        Message after = send(andrew, group, "after");
        table.advance(after);
        Group asItIs = new Groups(table.client(), table.name()).find(group).orElseThrow();
        new RowMoves(table.client(), table.name()).showGroup(group, asItIs.memberIds(), GroupRow.summary(asItIs));
        for (User member : List.of(added, bayko)) {
            table.lose(member, group);
        }

        rebuild(false);

        assertThat(differences).extracting(RowDifference::kind).containsExactly(Kind.ROW_MISSING, Kind.ROW_MISSING);
        Conversation row = table.conversations().find(added.id(), group).orElseThrow();
        assertThat(row.lastMessage()).isEqualTo(after.asLast());
        assertThat(row.participants()).isEqualTo(GroupRow.summary(asItIs));
        assertThat(row.own().clearedSeq()).isEqualTo(before.seq());
        assertThat(texts(added, group))
                .containsExactly("Display name of andrewbrown added Display name of added", "after");
        assertThat(texts(bayko, group)).contains("before", "after");
        assertThat(rebuild(true).differences()).isEmpty();
    }

    @Test
    void theRowOfSomebodyWhoIsNotInTheGroupIsTakenAway() {
        ConversationId group = group(History.ALL);
        Map<String, AttributeValue> row = table.client()
                .getItem(get -> get.tableName(table.name()).key(Conversations.key(bayko.id(), group)))
                .item();
        table.useCases().manageGroup().remove(andrew, group, bayko.id());
        table.advance(send(andrew, group, "without you"));
        table.client().putItem(put -> put.tableName(table.name()).item(row));

        RebuildResult result = rebuild(true);
        assertThat(differences)
                .extracting(RowDifference::kind, RowDifference::member)
                .contains(tuple(Kind.STRANGER, bayko.id()));
        assertThat(table.conversations().find(bayko.id(), group)).isPresent();
        assertThat(result.mended()).isZero();

        rebuild(false);

        assertThat(table.conversations().find(bayko.id(), group)).isEmpty();
        assertThat(rebuild(true).differences()).isEmpty();
    }

    @Test
    void aRowThatShowsAnOlderGroupIsMended() {
        ConversationId group = group(History.ALL);
        table.useCases().manageGroup().rename(andrew, group, new GroupTitle("Babylon 5"));
        table.advance(send(andrew, group, "renamed"));

        rebuild(false);

        assertThat(differences)
                .extracting(RowDifference::kind)
                .containsExactly(Kind.GROUP_OLDER, Kind.GROUP_OLDER, Kind.GROUP_OLDER);
        assertThat(table.conversations().find(bayko.id(), group).orElseThrow().title())
                .isEqualTo("Babylon 5");
        assertThat(rebuild(true).differences()).isEmpty();
    }

    @Test
    void aGroupWhoseMembersNobodyKnowsIsToldAndLeftToAPerson() {
        ConversationId group = group(History.ALL);
        table.lose(bayko, group);
        table.client()
                .deleteItem(delete -> delete.tableName(table.name())
                        .key(Item.of("ABOUT#" + group, "ABOUT").attributes()));

        RebuildResult result = rebuild(false);

        assertThat(differences)
                .extracting(RowDifference::kind, RowDifference::member)
                .containsExactly(tuple(Kind.GROUP_MISSING, null));
        assertThat(result.mended()).isZero();
        assertThat(table.conversations().find(bayko.id(), group)).isEmpty();
    }

    @Test
    void theRowOfSomebodyWhomTheOtherHasBlockedComesBackClosed() {
        Message first = open(andrew, bayko);
        table.useCases().blockPeople().block(andrew, bayko);
        delete(bayko, first);

        rebuild(false);

        assertThat(row(bayko, first).orElseThrow().isClosed()).isTrue();
        assertThat(row(andrew, first).orElseThrow().isClosed()).isFalse();
    }

    @Test
    void aRowShowsTheNewestMessageAsItIsNow() {
        Message edited = open(andrew, bayko);
        ChangeMessage changeMessage = table.useCases().changeMessage();
        changeMessage.edit(andrew, edited.conversation(), edited.seq(), new MessageText("hello there"));
        Message reacted = open(andrew, user("londo"));
        changeMessage.react(andrew, reacted.conversation(), reacted.seq(), new Emoji("👍"));

        rebuild(false);

        assertThat(differences)
                .extracting(RowDifference::kind, RowDifference::conversation)
                .containsExactly(
                        tuple(Kind.PREVIEW_WRONG, edited.conversation()),
                        tuple(Kind.PREVIEW_WRONG, edited.conversation()));
        assertThat(row(bayko, edited).orElseThrow().preview()).isEqualTo("hello there");
        assertThat(rebuild(true).differences()).isEmpty();
    }

    private ConversationId group(History history) {
        return table.useCases()
                .createGroup()
                .create(andrew, List.of(bayko, user("londo")), null, history, null)
                .id();
    }

    private Message send(User sender, ConversationId conversation, String text) {
        return table.useCases().sendMessage().send(sender, conversation, new MessageText(text), null);
    }

    private List<String> texts(User reader, ConversationId conversation) {
        return table
                .useCases()
                .readMessages()
                .page(reader, conversation, new MessageRange.Newest(), 100)
                .items()
                .stream()
                .map(Message::text)
                .toList();
    }

    private RebuildResult rebuild(boolean dryRun) {
        return rebuild(table.client(), dryRun);
    }

    private RebuildResult rebuild(DynamoDbClient client, boolean dryRun) {
        differences.clear();
        return new Rebuild(
                        client,
                        table.name(),
                        uuid -> uuid.equals(bayko.id())
                                ? Optional.of(new User(uuid, user("bayko-now").handle(), "Bayko"))
                                : Optional.empty())
                .run(2, dryRun, Progress.NONE, differences::add);
    }

    private Message open(User sender, User receiver) {
        return table.useCases().openConversation().open(sender, receiver, new MessageText("hello"), null);
    }

    private Message reply(Message first) {
        return table.useCases().sendMessage().send(bayko, first.conversation(), new MessageText("hi"), null);
    }

    private Optional<Conversation> row(User user, Message message) {
        return table.conversations().find(user.id(), message.conversation());
    }

    private void delete(User user, Message message) {
        table.client().deleteItem(d -> d.tableName(table.name()).key(rowKey(user, message)));
    }

    private void set(User user, Message message, String attribute, String value) {
        table.client()
                .updateItem(u -> u.tableName(table.name())
                        .key(rowKey(user, message))
                        .updateExpression("SET " + attribute + " = :v")
                        .expressionAttributeValues(Map.of(":v", AttributeValue.fromS(value))));
    }

    private static Map<String, AttributeValue> rowKey(User user, Message message) {
        return Item.of("GRP#" + user.id(), message.conversation().toString()).attributes();
    }

    private static Map<String, AttributeValue> key(Map<String, AttributeValue> item) {
        return Map.of("pk", Item.from(item).value("pk"), "sk", Item.from(item).value("sk"));
    }
}
