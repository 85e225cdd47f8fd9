package com.cruddur.stream.sim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.cruddur.cli.ddb.rebuild.Rebuild;
import com.cruddur.cli.ddb.rebuild.RebuildResult;
import com.cruddur.cli.ddb.rebuild.RowDifference;
import com.cruddur.cli.work.Progress;
import com.cruddur.core.UseCaseSettings;
import com.cruddur.core.UseCases;
import com.cruddur.core.change.Emoji;
import com.cruddur.core.conversation.ConversationId;
import com.cruddur.core.group.GroupTitle;
import com.cruddur.core.group.History;
import com.cruddur.core.inbox.SettingsChange;
import com.cruddur.core.message.Message;
import com.cruddur.core.message.MessageRange;
import com.cruddur.core.message.MessageText;
import com.cruddur.core.people.User;
import com.cruddur.core.problem.CruddurException;
import com.cruddur.core.send.IdempotencyKey;
import com.cruddur.core.table.Item;
import com.cruddur.core.table.TableAdmin;
import com.cruddur.core.table.TableSpec;
import com.cruddur.core.testing.LocalDynamoDb;
import com.cruddur.stream.MessagingStreamHandler;
import com.cruddur.stream.RowWriter;
import com.cruddur.stream.StreamEvents;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.Record;
import software.amazon.awssdk.services.dynamodb.model.ScanRequest;
import software.amazon.awssdk.services.dynamodb.model.ScanResponse;
import software.amazon.awssdk.services.dynamodb.model.Shard;
import software.amazon.awssdk.services.dynamodb.model.ShardIteratorType;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;

/** The simulation's table answers, and tells its stream, what DynamoDB Local does. */
class TableModelIT {

    private static final int REQUESTS = 2_000;

    private final String tableName = "model-" + UUID.randomUUID();
    private final StreamModel stream = new StreamModel();
    private final TableModel model =
            new TableModel(changes -> changes.forEach(change -> stream.add(change, Instant.EPOCH)));
    private final BothTables both = new BothTables(LocalDynamoDb.shared().client(), model);

    @BeforeEach
    void makeTheTable() {
        try (DynamoDbClient client = LocalDynamoDb.shared().client()) {
            new TableAdmin(client).load(tableName);
        }
    }

    @Test
    void answersCoreAsDynamoDbLocalDoes() {
        for (int run = 0; run < 3; run++) {
            UseCases useCases = UseCases.of(
                    both,
                    tableName,
                    UseCaseSettings.at(Clock.systemUTC())
                            .withRandom(new SplittableRandom(run)::nextLong)
                            .withPacing(new NoPacing()));
            MessagingStreamHandler handler = new MessagingStreamHandler(new RowWriter(both, tableName));
            User alice = Population.PEOPLE.get(0);
            User bob = Population.PEOPLE.get(1);
            User carol = Population.PEOPLE.get(2);
            IdempotencyKey key = new IdempotencyKey("key-" + run);

            Message hello = useCases.openConversation().open(alice, bob, new MessageText("hello " + run), key);
            assertThat(useCases.openConversation().open(alice, bob, new MessageText("hello " + run), key))
                    .isEqualTo(hello);
            assertThatThrownBy(() -> useCases.openConversation().open(alice, bob, new MessageText("other"), key))
                    .isInstanceOf(CruddurException.class);
            useCases.openConversation().open(bob, alice, new MessageText("hi"), null);
            ConversationId group = useCases.createGroup()
                    .create(alice, List.of(bob, carol), new GroupTitle("you two"), History.FROM_JOIN, null)
                    .id();
            Message all = useCases.sendMessage().send(alice, group, new MessageText("you two"), null);
            for (int i = 0; i < 5; i++) {
                Message next =
                        useCases.sendMessage().send(carol, all.conversation(), new MessageText("text " + i), null);
                Item stored = Item.from(
                        both.items(tableName, "MSG#" + all.conversation()).get(i + 2));
                handler.handleRequest(StreamEvents.batch(StreamEvents.insertOf(stored, "1")), null);
                assertThat(useCases.readMessages()
                                .page(alice, all.conversation(), new MessageRange.Before(next.seq()), 2)
                                .items())
                        .isNotEmpty();
                useCases.readMessages().page(bob, all.conversation(), new MessageRange.After(all.seq()), 3);
                useCases.listConversations().page(bob, false, null, 1);
                useCases.markRead().upTo(bob, all.conversation(), i == 3 ? all.seq() : next.seq());
            }
            UseCases late = UseCases.of(
                    both,
                    tableName,
                    UseCaseSettings.at(Clock.systemUTC())
                            .withRandom(new SplittableRandom(100 + run)::nextLong)
                            .withPacing(new NoPacing()));
            // It knows of nothing but the first message, which the pair's rows show.
            IdempotencyKey other = new IdempotencyKey("other-" + run);
            assertThat(late.openConversation()
                            .open(bob, alice, new MessageText("and me"), other)
                            .seq())
                    .isGreaterThan(hello.seq());
            assertThatThrownBy(() -> useCases.markRead().upTo(bob, all.conversation(), 100))
                    .isInstanceOf(CruddurException.class);
            var first = useCases.listConversations().page(alice, false, null, 1);
            assertThat(useCases.listConversations()
                            .page(alice, false, first.next(), 1)
                            .items())
                    .hasSize(1);
            changes(useCases, alice, bob, carol, group);
            assertThatThrownBy(() -> useCases.markRead().upTo(Population.OUTSIDER, all.conversation(), all.seq()))
                    .isInstanceOf(CruddurException.class);
        }
        assertThat(both.requests()).isGreaterThan(100);
        sameStream();
        Map<String, AttributeValue> row =
                both.items(tableName, "GRP#" + Population.PEOPLE.get(0).id()).get(0);
        both.deleteItem(delete -> delete.tableName(tableName)
                .key(Map.of(TableSpec.PK, row.get(TableSpec.PK), TableSpec.SK, row.get(TableSpec.SK))));
        assertThat(rebuild().differences()).containsEntry(RowDifference.Kind.ROW_MISSING, 1L);
        assertThat(rebuild().differences()).isEmpty();
    }

    private static void changes(UseCases useCases, User alice, User bob, User carol, ConversationId group) {
        useCases.changeMessage().edit(alice, group, 2, new MessageText("you three"));
        useCases.changeMessage().react(bob, group, 2, new Emoji("👍"));
        useCases.changeMessage().takeBack(bob, group, 2, new Emoji("👍"));
        useCases.changeMessage().delete(carol, group, 3);
        assertThat(useCases.readChanges().page(bob, group, 0L, 2).items()).isNotEmpty();
        useCases.manageGroup().remove(alice, group, carol.id());
        useCases.manageGroup().add(alice, group, List.of(carol));
        useCases.manageGroup().rename(alice, group, null);
        useCases.changeSettings().change(bob, group, new SettingsChange(true, true, true, Instant.EPOCH));
        useCases.changeSettings().change(bob, group, new SettingsChange(false, null, true, null));
        useCases.clearConversation().clear(carol, group, null);
        assertThat(useCases.readMarkers().ofOthers(alice, group)).hasSize(2);
        useCases.blockPeople().block(bob, carol);
        useCases.blockPeople().block(bob, alice);
        assertThat(useCases.blockPeople().blockedBy(bob)).hasSize(2);
        useCases.blockPeople().unblock(bob, carol);
        useCases.blockPeople().unblock(bob, alice);
        useCases.sendMessage().send(alice, group, new MessageText("where is it?"), null);
    }

    private RebuildResult rebuild() {
        return new Rebuild(both, tableName, uuid -> Optional.empty()).run(1, false, Progress.NONE, difference -> {});
    }

    @Test
    void answersAnyRequestOfTheKindsThatCoreMakesAsDynamoDbLocalDoes() {
        RandomRequests requests = new RandomRequests(Choices.seeded(Long.getLong("model.seed", 1L)), both, tableName);
        int refused = 0;
        for (int i = 0; i < REQUESTS; i++) {
            try {
                requests.next();
            } catch (DynamoDbException e) {
                refused++;
            }
        }
        assertThat(refused).isBetween(REQUESTS / 10, REQUESTS / 2);
        for (String pk : List.of("MSG#a", "GRP#a", "SND#a")) {
            both.items(tableName, pk);
        }
        sameStream();
        ScanRequest scan = ScanRequest.builder().tableName(tableName).build();
        assertThat(pages(new ModelClient(model), scan))
                .containsExactlyInAnyOrderElementsOf(both.scan(scan).items());
    }

    private static List<Map<String, AttributeValue>> pages(DynamoDbClient client, ScanRequest scan) {
        List<Map<String, AttributeValue>> items = new ArrayList<>();
        for (ScanResponse page : client.scanPaginator(scan.toBuilder().limit(2).build())) {
            assertThat(page.items()).hasSizeLessThanOrEqualTo(2);
            items.addAll(page.items());
        }
        return items;
    }

    @Test
    void anExpressionThatItDoesNotKnowIsRefused() {
        for (String unknown :
                List.of("size(pk) > :x", "pk = sk", "pk =", "(pk = :x", "begins_with(pk, :x)", "pk = :x :y")) {
            assertThatThrownBy(() -> Expression.condition(unknown))
                    .as(unknown)
                    .isInstanceOf(IllegalArgumentException.class);
        }
        for (String unknown : List.of("SET a = b", "REMOVE", "SET a = :x + :y", "ADD a :x", "REMOVE a SET b = :x")) {
            assertThatThrownBy(() -> Expression.update(unknown))
                    .as(unknown)
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    /** For each item the same changes in the same order. */
    private void sameStream() {
        Map<Object, List<Object>> expected = new TreeMap<>();
        try (DynamoDbClient client = LocalDynamoDb.shared().client();
                DynamoDbStreamsClient streams = LocalDynamoDb.shared().streamsClient()) {
            String arn = client.describeTable(describe -> describe.tableName(tableName))
                    .table()
                    .latestStreamArn();
            for (Shard shard : streams.describeStream(describe -> describe.streamArn(arn))
                    .streamDescription()
                    .shards()) {
                records(streams, arn, shard.shardId()).forEach(change -> add(expected, change));
            }
        }
        Map<Object, List<Object>> found = new TreeMap<>();
        stream.shards().forEach(shard -> shard.records.forEach(change -> add(found, change)));
        assertThat(found).isEqualTo(expected);
    }

    private static List<Record> records(DynamoDbStreamsClient streams, String arn, String shard) {
        List<Record> records = new ArrayList<>();
        String iterator = streams.getShardIterator(
                        get -> get.streamArn(arn).shardId(shard).shardIteratorType(ShardIteratorType.TRIM_HORIZON))
                .shardIterator();
        while (iterator != null) {
            String at = iterator;
            var page = streams.getRecords(get -> get.shardIterator(at));
            if (page.records().isEmpty()) {
                break;
            }
            records.addAll(page.records());
            iterator = page.nextShardIterator();
        }
        return records;
    }

    private static void add(Map<Object, List<Object>> byItem, Record change) {
        byItem.computeIfAbsent(new TreeMap<>(change.dynamodb().keys()).toString(), key -> new ArrayList<>())
                .add(List.of(
                        change.eventNameAsString(),
                        change.dynamodb().streamViewTypeAsString(),
                        new HashMap<>(change.dynamodb().newImage())));
    }
}
