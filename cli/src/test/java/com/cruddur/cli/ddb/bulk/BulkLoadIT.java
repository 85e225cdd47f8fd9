package com.cruddur.cli.ddb.bulk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.cruddur.cli.account.Accounts;
import com.cruddur.cli.ddb.rebuild.Rebuild;
import com.cruddur.cli.ddb.rebuild.RebuildResult;
import com.cruddur.cli.work.Progress;
import com.cruddur.core.message.Message;
import com.cruddur.core.message.MessageText;
import com.cruddur.core.people.User;
import com.cruddur.core.people.UserDatabase;
import com.cruddur.core.testing.Faults;
import com.cruddur.core.testing.MessagingTable;
import com.cruddur.core.testing.PostgresExtension;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(PostgresExtension.class)
class BulkLoadIT {

    private final DataSource dataSource;
    private final MessagingTable table = MessagingTable.create();

    @TempDir
    private Path dir;

    BulkLoadIT(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    @BeforeEach
    void migrate() {
        UserDatabase.migrate(dataSource);
    }

    @Test
    void aLoadThatWasKilledAgainAndAgainEndsWithExactlyTheMessagesThatWereAskedFor() {
        BulkSpec spec = new BulkSpec(8, 300, 1);
        Path checkpoint = dir.resolve("bulk");
        // In the messages, twice between two checkpoints; then in the rows.
        for (int calls : new int[] {200, 150, 140}) {
            MessagingTable killed = table.through(Faults.crashAfter(calls));
            assertThatThrownBy(() -> load(killed).run(spec, 3, checkpoint, Progress.NONE))
                    .hasMessage("crash");
        }
        List<Long> progress = new ArrayList<>();

        BulkResult result = load(table).run(spec, 3, checkpoint, (step, done, total) -> {
            if (step.equals("messages")) {
                progress.add(done);
            }
        });

        assertThat(result.messages()).isEqualTo(300);
        assertThat(result.written()).as("the last time it died among the rows").isZero();
        assertThat(progress).containsExactly(300L);
        assertInvariants(300, result.conversations());
        assertThat(load(table).run(spec, 3, checkpoint, Progress.NONE).written())
                .isZero();
    }

    @Test
    void withoutACheckpointRepeatingDoublesNothingAndMoreMessagesJoinThoseThatAreThere() {
        load(table).run(new BulkSpec(8, 40, 1), 2, null, Progress.NONE);
        load(table).run(new BulkSpec(8, 40, 1), 2, null, Progress.NONE);
        BulkResult grown = load(table).run(new BulkSpec(8, 100, 1), 2, null, Progress.NONE);

        assertInvariants(100, grown.conversations());
    }

    @Test
    void theCheckpointOfADroppedTableDoesNotCount() {
        BulkSpec spec = new BulkSpec(3, 20, 1);
        Path checkpoint = dir.resolve("bulk");
        load(table).run(spec, 2, checkpoint, Progress.NONE);
        MessagingTable another = MessagingTable.create();

        assertThat(load(another).run(spec, 2, checkpoint, Progress.NONE).written())
                .isEqualTo(20);
    }

    @Test
    void whatPeopleWroteMeanwhileKeepsItsPlace() {
        BulkSpec spec = new BulkSpec(2, 10, 1);
        load(table).run(spec, 1, null, Progress.NONE);
        List<User> pair = new Accounts(dataSource)
                .all()
                .map(a -> a.user())
                .filter(u -> u.handle().value().matches("bulk000000[01]"))
                .toList();
        Message live =
                table.useCases().openConversation().open(pair.get(0), pair.get(1), new MessageText("live"), null);
        table.advance(live);

        load(table).run(spec, 1, null, Progress.NONE);

        assertThat(table.useCases()
                        .listConversations()
                        .page(pair.get(1), false, null, 20)
                        .items())
                .singleElement()
                .satisfies(listing ->
                        assertThat(listing.conversation().lastMessage()).isEqualTo(live.asLast()));
    }

    @Test
    void noMessageLiesInTheFuture() {
        Clock early = Clock.fixed(Instant.parse("2024-01-01T01:00:00Z"), ZoneOffset.UTC);
        BulkLoad load = new BulkLoad(dataSource, table.client(), table.name(), early);

        assertThatThrownBy(() -> load.run(new BulkSpec(10, 1_000, 1), 1, null, Progress.NONE))
                .hasMessageContaining("ask for fewer");
    }

    /** Invariants 1 to 3 of docs/data-model.md. */
    private void assertInvariants(int messages, int conversations) {
        RebuildResult found = new Rebuild(table.client(), table.name(), uuid -> Optional.empty())
                .run(2, true, Progress.NONE, difference -> {});
        assertThat(found.messages()).isEqualTo(messages);
        assertThat(found.conversations()).isEqualTo(conversations);
        assertThat(found.differences()).isEmpty();
        assertThat(found.unreadable()).isZero();
    }

    private BulkLoad load(MessagingTable through) {
        return new BulkLoad(dataSource, through.client(), through.name(), Clock.systemUTC(), 100);
    }
}
