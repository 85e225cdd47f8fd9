package com.cruddur.cli.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.cruddur.core.conversation.Conversation;
import com.cruddur.core.inbox.ConversationListing;
import com.cruddur.core.message.Message;
import com.cruddur.core.message.MessageText;
import com.cruddur.core.people.Activities;
import com.cruddur.core.people.Handle;
import com.cruddur.core.people.User;
import com.cruddur.core.people.UserDatabase;
import com.cruddur.core.people.Users;
import com.cruddur.core.table.Item;
import com.cruddur.core.testing.Faults;
import com.cruddur.core.testing.MessagingTable;
import com.cruddur.core.testing.PostgresExtension;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(PostgresExtension.class)
class SampleDataIT {

    private final DataSource dataSource;

    @TempDir
    private Path dir;

    SampleDataIT(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    @Test
    void loadingAgainOrAfterACrashAddsWhatIsMissingAndDoublesNothing() {
        UserDatabase.migrate(dataSource);
        MessagingTable table = MessagingTable.create();
        Clock clock = Clock.systemUTC();

        SampleData crashing =
                new SampleData(dataSource, table.through(Faults.crashAfter(12)).client(), table.name(), clock);
        assertThatThrownBy(crashing::load).hasMessage("crash");
        new SampleData(dataSource, table.client(), table.name(), Clock.offset(clock, Duration.ofMinutes(5))).load();
        long items = count(table);
        new SampleData(dataSource, table.client(), table.name(), Clock.offset(clock, Duration.ofHours(5))).load();

        assertThat(count(table)).isEqualTo(items);
        assertThat(new Activities(dataSource, clock).home()).hasSize(12);
        User andrew = new Users(dataSource).byHandle(new Handle("andrewbrown")).orElseThrow();
        List<ConversationListing> conversations = table.useCases()
                .listConversations()
                .page(andrew, false, null, 20)
                .items();
        assertThat(conversations)
                .hasSize(4)
                .allSatisfy(
                        conversation -> assertThat(conversation.unreadCount()).isLessThanOrEqualTo(2));
        ConversationListing withBayko = conversations.stream()
                .filter(g -> g.conversation()
                        .other()
                        .filter(m -> m.handle().equals("bayko"))
                        .isPresent())
                .findFirst()
                .orElseThrow();
        assertThat(table.items("MSG#" + withBayko.conversation().id())).hasSizeGreaterThan(200);
        assertThat(withBayko.conversation().lastMessage().createdAt()).isBefore(clock.instant());
    }

    @Test
    void aConversationOfAFileJoinsWhatItsPeopleHaveSaidAndIsNotDoubledEither() throws Exception {
        UserDatabase.migrate(dataSource);
        MessagingTable table = MessagingTable.create();
        User ada = new Users(dataSource).register(MessagingTable.user("ada"), "ada@example.com", Users.UNMATCHED);
        User bo = new Users(dataSource).register(MessagingTable.user("bo"), "bo@example.com", Users.UNMATCHED);
        Message live = table.useCases().openConversation().open(ada, bo, new MessageText("hello"), null);
        String yaml = """
                conversations:
                  - members: [ada, bo]
                    minutes_ago: 60
                    messages:
                      - {from: ada, text: hello}
                      - {from: bo, text: hi}
                """;
        Path path = Files.writeString(dir.resolve("conversation.yaml"), yaml);
        SampleFile file = SampleFile.read(
                path, handle -> new Users(dataSource).byHandle(handle).isPresent());

        for (int minutes : new int[] {0, 5}) {
            Clock clock = Clock.offset(Clock.systemUTC(), Duration.ofMinutes(minutes));
            new SampleData(dataSource, table.client(), table.name(), clock, file).load();
        }

        assertThat(table.items("MSG#" + live.conversation()))
                .extracting(item -> Item.from(item).text("message"))
                .as("what is loaded comes after what is there")
                .containsExactly("hello", "hello", "hi");
        Conversation row =
                table.conversations().find(bo.id(), live.conversation()).orElseThrow();
        assertThat(row.lastMessage().seq()).isEqualTo(3);
        assertThat(row.lastMessage().preview()).isEqualTo("hi");
        assertThat(table.useCases()
                        .listConversations()
                        .page(bo, false, null, 20)
                        .items())
                .as("what ada wrote herself, bo has not read because a file was loaded")
                .singleElement()
                .satisfies(listing -> assertThat(listing.unreadCount()).isEqualTo(2));
    }

    private static long count(MessagingTable table) {
        return table.client().scan(scan -> scan.tableName(table.name())).count();
    }
}
