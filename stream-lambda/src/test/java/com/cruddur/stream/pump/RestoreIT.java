package com.cruddur.stream.pump;

import static com.cruddur.core.testing.MessagingTable.user;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.cruddur.cli.ddb.rebuild.Rebuild;
import com.cruddur.cli.ddb.rebuild.RowDifference;
import com.cruddur.cli.ddb.rebuild.RowDifference.Kind;
import com.cruddur.cli.ddb.table.ItemComparison;
import com.cruddur.cli.ddb.table.ItemDifference;
import com.cruddur.cli.work.Progress;
import com.cruddur.core.message.Message;
import com.cruddur.core.message.MessageText;
import com.cruddur.core.people.Handle;
import com.cruddur.core.people.User;
import com.cruddur.core.people.UserDatabase;
import com.cruddur.core.people.UserId;
import com.cruddur.core.people.Users;
import com.cruddur.core.testing.LocalDynamoDb;
import com.cruddur.core.testing.LocalPostgres;
import com.cruddur.core.testing.MessagingTable;
import com.cruddur.core.testing.PostgresDatabase;
import com.cruddur.stream.MessagingStreamHandler;
import com.cruddur.stream.RowWriter;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.PGConnection;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;

/**
 * The steps of docs/restore.md. DynamoDB Local has no recovery to a point in time and PostgreSQL here no RDS: a copy of all
 * items, and of all rows, takes its place.
 */
class RestoreIT {

    private static final Duration SOON = Duration.ofSeconds(30);

    private final MessagingTable lost = MessagingTable.create();
    private final User andrew = user("andrewbrown");
    private final User bayko = user("bayko");

    @TempDir
    Path before;

    @TempDir
    Path after;

    @Test
    void theTableGoesOnUnderAnotherNameWithTheStreamFunctionBehindIt() {
        Message first = lost.useCases().openConversation().open(andrew, bayko, new MessageText("first"), null);
        Message second;
        List<Map<String, AttributeValue>> atThatTime;
        try (StreamPump pump = pump(lost, before).start()) {
            second = send(lost, first, "second");
            await().atMost(SOON)
                    .untilAsserted(() -> assertThat(shown(lost, first)).isEqualTo(2));
        }
        // A message whose row the stream function has not moved yet: a point of time knows no transactions of ours.
        send(lost, first, "third");
        atThatTime = items(lost);
        send(lost, first, "too late");

        MessagingTable restored = MessagingTable.create();
        atThatTime.forEach(item ->
                restored.client().putItem(put -> put.tableName(restored.name()).item(item)));

        List<ItemDifference> newer = new ArrayList<>();
        new ItemComparison(lost.client(), restored.name(), lost.name()).run(1, Progress.NONE, newer::add);
        assertThat(newer)
                .as("what came after that time is named")
                .singleElement()
                .satisfies(item -> {
                    assertThat(item.kind()).isEqualTo(ItemDifference.Kind.ONLY_THERE);
                    assertThat(item.sk()).isEqualTo("0000000004");
                });
        assertThat(rebuild(restored, true)).containsExactly(Kind.ROW_OLDER, Kind.ROW_OLDER);
        rebuild(restored, false);
        assertThat(rebuild(restored, true)).isEmpty();
        assertThat(shown(restored, second)).isEqualTo(3);

        try (StreamPump pump = pump(restored, after).start()) {
            Message next = send(restored, first, "after the restore");

            assertThat(next.seq())
                    .as("numbers go on after the newest that is there")
                    .isEqualTo(4);
            await().atMost(SOON)
                    .untilAsserted(() -> assertThat(shown(restored, first)).isEqualTo(4));
        }
        assertThat(rebuild(restored, true)).isEmpty();
    }

    @Test
    void theUsersAreCopiedIntoADatabaseWithTheSchema() throws Exception {
        PostgresDatabase old = LocalPostgres.shared().freshDatabase();
        UserDatabase.migrate(old.dataSource());
        User ada = new User(new UserId(UUID.randomUUID()), new Handle("ada"), "Ada Adler");
        new Users(old.dataSource()).register(ada, "ada@example.com", "sub-of-ada");
        PostgresDatabase restored = LocalPostgres.shared().freshDatabase();
        UserDatabase.migrate(restored.dataSource());

        List<String> tables = tables(old);
        assertThat(tables).contains("users");
        copy(old, restored, tables);

        assertThat(new Users(restored.dataSource()).byCognitoUserId("sub-of-ada"))
                .contains(ada);
    }

    /** In the order in which foreign keys allow them. */
    private static List<String> tables(PostgresDatabase database) throws Exception {
        try (Connection connection = database.dataSource().getConnection();
                var rows = connection.createStatement().executeQuery("""
                        select t.table_name from information_schema.tables t
                        where t.table_schema = 'public' and t.table_type = 'BASE TABLE'
                          and t.table_name not like 'flyway%'
                        order by (select count(*) from information_schema.table_constraints c
                          where c.table_name = t.table_name and c.constraint_type = 'FOREIGN KEY'), 1""")) {
            List<String> names = new ArrayList<>();
            while (rows.next()) {
                names.add(rows.getString(1));
            }
            return names;
        }
    }

    private static void copy(PostgresDatabase from, PostgresDatabase to, List<String> tables) throws Exception {
        try (Connection source = from.dataSource().getConnection();
                Connection target = to.dataSource().getConnection()) {
            for (String table : tables) {
                ByteArrayOutputStream rows = new ByteArrayOutputStream();
                source.unwrap(PGConnection.class).getCopyAPI().copyOut("copy " + table + " to stdout", rows);
                target.unwrap(PGConnection.class)
                        .getCopyAPI()
                        .copyIn("copy " + table + " from stdin", new ByteArrayInputStream(rows.toByteArray()));
            }
        }
    }

    private Message send(MessagingTable table, Message first, String text) {
        return table.useCases().sendMessage().send(andrew, first.conversation(), new MessageText(text), null);
    }

    private long shown(MessagingTable table, Message message) {
        return table.conversations()
                .find(bayko.id(), message.conversation())
                .orElseThrow()
                .lastMessage()
                .seq();
    }

    private static List<Map<String, AttributeValue>> items(MessagingTable table) {
        return table.client().scanPaginator(scan -> scan.tableName(table.name()).consistentRead(true)).items().stream()
                .toList();
    }

    private static List<Kind> rebuild(MessagingTable table, boolean dryRun) {
        List<Kind> found = new ArrayList<>();
        new Rebuild(table.client(), table.name(), id -> Optional.empty())
                .run(1, dryRun, Progress.NONE, (RowDifference difference) -> found.add(difference.kind()));
        return found;
    }

    private static StreamPump pump(MessagingTable table, Path stateDir) {
        DynamoDbStreamsClient streams = LocalDynamoDb.shared().streamsClient();
        return new StreamPump(
                table.client(),
                streams,
                new MessagingStreamHandler(new RowWriter(table.client(), table.name())),
                PumpSettings.of(table.name(), stateDir).withPollInterval(Duration.ofMillis(50)));
    }
}
