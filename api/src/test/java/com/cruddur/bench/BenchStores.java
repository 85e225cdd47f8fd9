package com.cruddur.bench;

import com.cruddur.api.testing.Person;
import com.cruddur.api.testing.TokenIssuer;
import com.cruddur.cli.work.LoadedConversation;
import com.cruddur.cli.work.MessageImport;
import com.cruddur.cli.work.RowImport;
import com.cruddur.core.conversation.ConversationId;
import com.cruddur.core.conversation.Member;
import com.cruddur.core.message.Message;
import com.cruddur.core.message.MessageDraft;
import com.cruddur.core.message.MessageId;
import com.cruddur.core.people.Handle;
import com.cruddur.core.people.User;
import com.cruddur.core.people.UserDatabase;
import com.cruddur.core.people.UserId;
import com.cruddur.core.people.Users;
import com.cruddur.core.table.TableAdmin;
import com.cruddur.core.testing.LocalDynamoDb;
import com.cruddur.core.testing.LocalPostgres;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** What a measured service works on: a table with conversations, a database with users, an issuer of tokens. */
final class BenchStores implements AutoCloseable {

    static final String TABLE = "bench";

    private static final int PEOPLE = 40;

    /** Each person has twice as many: 24, more than a page of the list. */
    private static final int PARTNERS = 12;

    /** More than a page. */
    private static final int MESSAGES = 30;

    private static final Instant BEGIN = Instant.parse("2026-01-01T00:00:00Z");

    private final LocalDynamoDb engine = LocalDynamoDb.inMemory();
    private final LocalPostgres postgres = LocalPostgres.throwAway();
    private final TokenIssuer issuer = TokenIssuer.start();
    private final StubTable table;
    private final List<Work> work = new ArrayList<>();

    /** A person and a conversation of theirs. */
    record Work(Person person, ConversationId conversation) {}

    private BenchStores(Duration delay, int unread, int number) {
        UserDatabase.migrate(postgres.dataSource());
        List<Person> people = register(number);
        try (DynamoDbClient client = engine.client()) {
            new TableAdmin(client).load(TABLE);
            fill(client, people, unread);
        }
        table = StubTable.start(engine.endpoint(), delay);
    }

    /**
     * @param delay of each call of the table
     * @param unread in how many of each person's conversations something is unread
     */
    static BenchStores start(Duration delay, int unread) {
        return new BenchStores(delay, unread, PEOPLE);
    }

    /** Nobody and nothing is in them; the table answers at once. */
    static BenchStores empty() {
        return new BenchStores(Duration.ZERO, 0, 0);
    }

    private List<Person> register(int number) {
        Users users = new Users(postgres.dataSource());
        return IntStream.range(0, number)
                .mapToObj(i -> {
                    String sub = UUID.randomUUID().toString();
                    User user = new User(new UserId(UUID.randomUUID()), new Handle("person" + i), "Person " + i);
                    return new Person(
                            users.register(user, user.handle() + "@example.com", sub), sub, issuer.token(sub));
                })
                .toList();
    }

    private void fill(DynamoDbClient client, List<Person> people, int unread) {
        MessageImport messages = new MessageImport(client, TABLE);
        RowImport rows = new RowImport(client, TABLE);
        for (int distance = 1; distance <= PARTNERS; distance++) {
            for (int i = 0; i < people.size(); i++) {
                List<Person> pair = List.of(people.get(i), people.get((i + distance) % people.size()));
                boolean isUnread = distance > PARTNERS - (unread + 1) / 2;
                fill(messages, rows, pair, BEGIN.plus(Duration.ofHours(distance)), isUnread);
            }
        }
    }

    private void fill(MessageImport messages, RowImport rows, List<Person> pair, Instant begin, boolean isUnread) {
        List<Member> members =
                pair.stream().map(person -> Member.of(person.user())).toList();
        ConversationId id =
                ConversationId.between(members.get(0).id(), members.get(1).id());
        LoadedConversation conversation = new LoadedConversation(id, null, members, begin);
        List<MessageImport.Line> lines = IntStream.range(0, MESSAGES)
                .mapToObj(n -> new MessageImport.Line(
                        new MessageDraft(
                                new MessageId(UUID.randomUUID()),
                                id,
                                members.get(n % 2),
                                "Message " + n + ": as long as most of what people write to one another.",
                                conversation.pairIds()),
                        begin.plusSeconds(n)))
                .toList();
        Message last = messages.append(id, lines, 0).get(MESSAGES - 1);
        rows.write(conversation, last.asLast(), member -> isUnread ? MESSAGES - 2 : MESSAGES);
        pair.forEach(person -> work.add(new Work(person, id)));
    }

    List<Work> work() {
        return List.copyOf(work);
    }

    StubTable table() {
        return table;
    }

    /** For the engine itself. */
    DynamoDbClient client() {
        return engine.client();
    }

    /** Of the engine itself. */
    URI endpoint() {
        return engine.endpoint();
    }

    TokenIssuer issuer() {
        return issuer;
    }

    String jdbcUrl() {
        return postgres.jdbcUrl();
    }

    @Override
    public void close() {
        table.close();
        issuer.close();
        postgres.close();
        engine.close();
    }
}
