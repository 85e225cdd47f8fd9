package com.cruddur.bench;

import com.cruddur.bench.Report.Curve;
import com.cruddur.cli.work.LoadedConversation;
import com.cruddur.core.UseCases;
import com.cruddur.core.conversation.ConversationId;
import com.cruddur.core.conversation.ConversationItem;
import com.cruddur.core.conversation.Cursor;
import com.cruddur.core.conversation.Member;
import com.cruddur.core.inbox.ConversationListing;
import com.cruddur.core.message.Message;
import com.cruddur.core.message.MessageDraft;
import com.cruddur.core.message.MessageId;
import com.cruddur.core.message.MessageItem;
import com.cruddur.core.message.MessageRange;
import com.cruddur.core.message.MessageText;
import com.cruddur.core.page.Page;
import com.cruddur.core.people.Handle;
import com.cruddur.core.people.User;
import com.cruddur.core.people.UserId;
import com.cruddur.core.table.CapacityMeter;
import com.cruddur.core.table.TableAdmin;
import com.cruddur.core.testing.LocalDynamoDb;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.LongFunction;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

/** What reading and sending cost as a conversation and a list grow: counted, not timed, so the same on each machine. */
final class GrowthBench {

    private static final String TABLE = "growth";

    /** DynamoDB's limit. */
    private static final int ITEMS_OF_A_BATCH = 25;

    private static final Instant BEGIN = Instant.parse("2026-01-01T00:00:00Z");

    private final Report report;
    private final List<Integer> messages;
    private final List<Integer> conversations;

    GrowthBench(Report report, boolean brief) {
        this.report = report;
        this.messages = brief ? List.of(100, 1_000) : List.of(100, 10_000, 100_000);
        this.conversations = brief ? List.of(100, 1_000) : List.of(100, 1_000, 20_000);
    }

    /** What an operation took of the table. */
    private record Cost(double units, long calls) {

        private String inWords() {
            return Report.number(units) + ", " + calls;
        }

        private Cost dearest(Cost other) {
            return new Cost(Math.max(units, other.units), Math.max(calls, other.calls));
        }
    }

    void run() {
        Curve page = new Curve("newest page, by messages", new ArrayList<>(), new ArrayList<>());
        Curve list = new Curve("list, by conversations", new ArrayList<>(), new ArrayList<>());
        List<List<String>> pages = new ArrayList<>();
        for (int number : messages) {
            pages.add(ofMessages(number, page));
        }
        report.say("Units of capacity, and calls of the table:");
        report.table(List.of("messages", "newest page", "middle page", "oldest page", "send"), pages);
        List<List<String>> lists = new ArrayList<>();
        for (int number : conversations) {
            lists.add(ofConversations(number, list));
        }
        report.table(List.of("conversations", "first page of the list", "dearest of all pages"), lists);
        report.plot(
                "What a page of 20 costs", Map.of("messages, conversations", "read units"), List.of(page, list), true);
    }

    private List<String> ofMessages(int number, Curve curve) {
        try (Person alice = new Person()) {
            Member other = partner(1);
            LoadedConversation conversation = alice.with(other);
            alice.fill(number, seq -> MessageItem.of(message(conversation, seq)));
            Message newest = message(conversation, number);
            alice.fill(
                    2,
                    n -> ConversationItem.of(conversation.row(
                            conversation.members().get((int) n - 1).id(), newest.asLast(), number)));
            ConversationId id = conversation.id();
            Cost first = alice.page(id, new MessageRange.Newest());
            curve.x().add((double) number);
            curve.y().add(first.units());
            return List.of(
                    Integer.toString(number),
                    first.inWords(),
                    alice.page(id, new MessageRange.Before(number / 2)).inWords(),
                    alice.page(id, new MessageRange.After(0)).inWords(),
                    alice.cost(() -> alice.useCases
                                    .sendMessage()
                                    .send(alice.user, id, new MessageText("One more"), null))
                            .inWords());
        }
    }

    private List<String> ofConversations(int number, Curve curve) {
        try (Person alice = new Person()) {
            alice.fill(number, n -> {
                LoadedConversation conversation = alice.with(partner(n));
                return ConversationItem.of(conversation.row(
                        alice.user.id(), message(conversation, n).asLast(), n));
            });
            Cost first = alice.list(null);
            Cost dearest = first;
            for (Cursor next = alice.next; next != null; next = alice.next) {
                dearest = dearest.dearest(alice.list(next));
            }
            curve.x().add((double) number);
            curve.y().add(first.units());
            return List.of(Integer.toString(number), first.inWords(), dearest.inWords());
        }
    }

    private static Member partner(long number) {
        return Member.of(
                new User(new UserId(new UUID(2, number)), new Handle("partner" + number), "Partner " + number));
    }

    private static Message message(LoadedConversation conversation, long seq) {
        return new MessageDraft(
                        new MessageId(new UUID(3, seq)),
                        conversation.id(),
                        conversation.members().get((int) (seq % 2)),
                        "Message " + seq + ": as long as most of what people write to one another.",
                        conversation.pairIds())
                .at(seq, BEGIN.plusSeconds(seq));
    }

    /** Somebody with a table of their own. */
    private static final class Person implements AutoCloseable {

        private final User user = new User(new UserId(new UUID(1, 1)), new Handle("alice"), "Alice");
        private final LocalDynamoDb engine = LocalDynamoDb.inMemory();
        private final CapacityMeter meter = new CapacityMeter();
        private final CallCount calls = new CallCount();
        private final DynamoDbClient client = engine.client(meter, calls);
        private final UseCases useCases = UseCases.of(client, TABLE, Clock.systemUTC());
        private @Nullable Cursor next;

        private Person() {
            new TableAdmin(client).load(TABLE);
        }

        private LoadedConversation with(Member other) {
            return new LoadedConversation(
                    ConversationId.between(user.id(), other.id()), null, List.of(Member.of(user), other), BEGIN);
        }

        /** @param item the n-th, from 1 */
        private void fill(int number, LongFunction<Map<String, AttributeValue>> item) {
            for (long from = 1; from <= number; from += ITEMS_OF_A_BATCH) {
                List<WriteRequest> batch = LongStream.range(from, Math.min(number + 1L, from + ITEMS_OF_A_BATCH))
                        .mapToObj(n -> WriteRequest.builder()
                                .putRequest(put -> put.item(item.apply(n)))
                                .build())
                        .toList();
                // DynamoDB Local takes all of a batch.
                client.batchWriteItem(write -> write.requestItems(Map.of(TABLE, batch)));
            }
        }

        private Cost page(ConversationId id, MessageRange range) {
            return cost(() -> useCases.readMessages().page(user, id, range, Page.DEFAULT_LIMIT));
        }

        private Cost list(@Nullable Cursor after) {
            return cost(() -> {
                Page<ConversationListing, Cursor> page =
                        useCases.listConversations().page(user, false, after, Page.DEFAULT_LIMIT);
                next = page.next();
            });
        }

        private Cost cost(Runnable operation) {
            meter.reset();
            long before = calls.sum();
            operation.run();
            return new Cost(meter.total(), calls.sum() - before);
        }

        @Override
        public void close() {
            client.close();
            engine.close();
        }
    }
}
