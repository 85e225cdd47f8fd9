package com.cruddur.stream.invariant;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import com.cruddur.core.conversation.ConversationId;
import com.cruddur.core.group.Groups;
import com.cruddur.core.people.UserId;
import com.cruddur.core.table.Item;
import com.cruddur.core.table.TableSpec;
import com.cruddur.core.testing.LocalDynamoDb;
import com.cruddur.stream.MessagingStreamHandler;
import com.cruddur.stream.RowWriter;
import com.cruddur.stream.StreamEvents;
import com.cruddur.stream.invariant.Scenario.Delivery;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Plays a scenario among people of its own, in a table that it shares with others. */
final class World {

    /** More than a plan has faults. */
    private static final int MAX_CALLS = 50;

    private final DynamoDbClient observer = LocalDynamoDb.shared().client();
    private final String tableName;
    private final Faults streamFaults = new Faults();
    private final MessagingStreamHandler oneHandler;
    private final MessagingStreamHandler otherHandler;

    final Senders senders;
    final RowWitness witness;
    final RequestLog handlerRequests = new RequestLog();

    private World(String tableName) {
        this.tableName = tableName;
        this.witness = new RowWitness(observer, tableName);
        this.senders = new Senders(tableName, witness);
        this.oneHandler = handler();
        this.otherHandler = handler();
    }

    static World after(Scenario scenario, String tableName) {
        World world = new World(tableName);
        world.senders.openFromBothSides();
        for (Scenario.Round round : scenario.rounds()) {
            round.sends().forEach(world.senders::send);
            world.deliver(round.delivery());
        }
        return world;
    }

    /** The partitions that hold messages. */
    List<String> conversations() {
        return senders.requests().messagePartitions().stream()
                .filter(pk -> !messages(pk).isEmpty())
                .toList();
    }

    /** The messages of a conversation as they are stored, smallest number first. */
    List<Item> messages(String pk) {
        return observer
                .queryPaginator(query -> query.tableName(tableName)
                        .keyConditionExpression("pk = :pk")
                        .expressionAttributeValues(Map.of(":pk", AttributeValue.fromS(pk)))
                        .consistentRead(true))
                .items()
                .stream()
                .map(Item::from)
                .toList();
    }

    /** The rows of a conversation, one for each of its members that has one. */
    List<Item> rows(String pk) {
        String conversation = pk.substring(TableSpec.MESSAGE_PREFIX.length());
        return members(pk).stream()
                .map(member ->
                        Item.of(TableSpec.GROUP_PREFIX + member, conversation).attributes())
                .map(key -> observer.getItem(
                        get -> get.tableName(tableName).key(key).consistentRead(true)))
                .filter(found -> found.hasItem() && !found.item().isEmpty())
                .map(found -> Item.from(found.item()))
                .toList();
    }

    /** Of a pair, whom its messages name; of a group, whom the group names. */
    Set<UserId> members(String pk) {
        Item first = messages(pk).get(0);
        if (first.has(TableSpec.MEMBER_UUIDS)) {
            return first.ids(TableSpec.MEMBER_UUIDS, UserId::new);
        }
        ConversationId group = ConversationId.parse(pk.substring(TableSpec.MESSAGE_PREFIX.length()));
        return new TreeSet<>(
                new Groups(observer, tableName).find(group).orElseThrow().memberIds());
    }

    private MessagingStreamHandler handler() {
        DynamoDbClient client = LocalDynamoDb.shared().client(handlerRequests, witness, streamFaults);
        return new MessagingStreamHandler(new RowWriter(client, tableName));
    }

    /** In batches that the two handlers take in turn and at the same time. */
    private void deliver(Delivery delivery) {
        List<List<DynamodbStreamRecord>> ones = new ArrayList<>();
        List<List<DynamodbStreamRecord>> others = new ArrayList<>();
        List<DynamodbStreamRecord> records = disorderly(delivery.order());
        int from = 0;
        for (int batch = 0; from < records.size(); batch++) {
            int size = delivery.cuts().get(batch % delivery.cuts().size());
            int to = Math.min(from + size, records.size());
            (batch % 2 == 0 ? ones : others).add(records.subList(from, to));
            from = to;
        }
        streamFaults.plan(delivery.faults());
        Together.both(() -> deliver(oneHandler, ones), () -> deliver(otherHandler, others));
        streamFaults.plan(List.of());
    }

    /** As Lambda does: from the record that the answer names it all comes again. */
    private static boolean deliver(MessagingStreamHandler handler, List<List<DynamodbStreamRecord>> batches) {
        for (List<DynamodbStreamRecord> batch : batches) {
            List<DynamodbStreamRecord> left = batch;
            for (int call = 0; !left.isEmpty(); call++) {
                if (call > MAX_CALLS) {
                    throw new AssertionError("Faults are few, but the handler never takes " + left.get(0));
                }
                List<String> failed = StreamEvents.failures(handler.handleRequest(StreamEvents.batch(left), null));
                left = failed.isEmpty() ? List.of() : left.subList(indexOf(failed.get(0), left), left.size());
            }
        }
        return true;
    }

    private static int indexOf(String sequenceNumber, List<DynamodbStreamRecord> records) {
        for (int i = 0; i < records.size(); i++) {
            if (records.get(i).getDynamodb().getSequenceNumber().equals(sequenceNumber)) {
                return i;
            }
        }
        throw new AssertionError("The handler names a record that it was not given: " + sequenceNumber);
    }

    /** All messages at least once, and among them records that the event filter would keep away. */
    private List<DynamodbStreamRecord> disorderly(List<Integer> order) {
        List<Item> messages =
                conversations().stream().flatMap(pk -> messages(pk).stream()).toList();
        List<Item> picked = new ArrayList<>();
        order.forEach(pick -> picked.add(messages.get(pick % messages.size())));
        for (int i = messages.size() - 1; i >= 0; i--) {
            if (!picked.contains(messages.get(i))) {
                picked.add(messages.get(i));
            }
        }
        List<DynamodbStreamRecord> records = new ArrayList<>();
        for (Item message : picked) {
            records.add(StreamEvents.insertOf(message, "seq-" + records.size()));
            if (records.size() % 4 == 0) {
                String conversation = message.text(TableSpec.PK).substring(TableSpec.MESSAGE_PREFIX.length());
                records.add(StreamEvents.change(
                        "INSERT", "GRP#" + senders.alice().id(), conversation, "seq-" + records.size(), Map.of()));
            }
        }
        return records;
    }
}
