package com.cruddur.cli.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import com.cruddur.core.change.ChangeMessage;
import com.cruddur.core.change.Emoji;
import com.cruddur.core.change.ReadChanges;
import com.cruddur.core.conversation.Conversation;
import com.cruddur.core.conversation.ConversationId;
import com.cruddur.core.group.GroupMember;
import com.cruddur.core.group.Groups;
import com.cruddur.core.group.Role;
import com.cruddur.core.inbox.ConversationListing;
import com.cruddur.core.message.Message;
import com.cruddur.core.message.MessageRange;
import com.cruddur.core.message.MessageText;
import com.cruddur.core.message.Reactions;
import com.cruddur.core.people.Activities;
import com.cruddur.core.people.Handle;
import com.cruddur.core.people.User;
import com.cruddur.core.people.UserDatabase;
import com.cruddur.core.people.Users;
import com.cruddur.core.table.Item;
import com.cruddur.core.testing.Faults;
import com.cruddur.core.testing.MessagingTable;
import com.cruddur.core.testing.PostgresExtension;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

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

    @Test
    void aGroupOfAFileIsLoadedWithWhatBecameOfItsMessagesAndARepeatChangesNothing() throws Exception {
        UserDatabase.migrate(dataSource);
        MessagingTable table = MessagingTable.create();
        Users users = new Users(dataSource);
        User cleo = users.register(MessagingTable.user("cleo"), "cleo@example.com", Users.UNMATCHED);
        User dan = users.register(MessagingTable.user("dan"), "dan@example.com", Users.UNMATCHED);
        User eve = users.register(MessagingTable.user("eve"), "eve@example.com", Users.UNMATCHED);
        String yaml = """
                conversations:
                  - title: Three of us
                    members: [cleo, dan, eve]
                    minutes_ago: 60
                    messages:
                      - {from: cleo, text: hello, edited: true, reactions: {👍: [dan, eve]}}
                      - {from: dan, text: oops, deleted: true}
                      - {from: eve, text: hi, reply_to: 1, reactions: {🎉: [cleo]}}
                """;

        load(table, yaml);

        Conversation row = table.useCases()
                .listConversations()
                .page(dan, false, null, 20)
                .items()
                .get(0)
                .conversation();
        assertThat(row.title()).isEqualTo("Three of us");
        assertThat(row.preview()).isEqualTo("hi");
        List<Message> messages = messagesOf(table, dan, row.id());
        assertThat(messages).extracting(Message::text).containsExactly("hello", "", "hi");
        assertThat(messages).extracting(Message::replyTo).containsExactly(0L, 0L, 1L);
        assertThat(messages.get(0).revision().editedAt()).isNotNull();
        assertThat(messages.get(0).revision().reactions())
                .isEqualTo(new Reactions(Map.of("👍", Set.of(dan.id(), eve.id()))));
        assertThat(messages.get(1).isDeleted()).isTrue();
        assertThat(table.useCases().readChanges().page(dan, row.id(), 0L, 100).items())
                .extracting(ReadChanges.ChangedMessage::changeSeq, changed -> changed.message())
                .containsExactly(tuple(1L, messages.get(0)), tuple(2L, messages.get(1)), tuple(3L, messages.get(2)));
        assertThat(new Groups(table.client(), table.name())
                        .find(row.id())
                        .orElseThrow()
                        .members())
                .extracting(member -> member.id(), GroupMember::role)
                .containsExactly(
                        tuple(cleo.id(), Role.ADMIN), tuple(dan.id(), Role.MEMBER), tuple(eve.id(), Role.MEMBER));

        // What people do with it since is theirs.
        ChangeMessage change = table.useCases().changeMessage();
        change.takeBack(eve, row.id(), 1, new Emoji("👍"));
        change.edit(eve, row.id(), 3, new MessageText("hi all"));
        table.useCases().manageGroup().remove(eve, row.id(), eve.id());
        table.advance(table.messages().newest(row.id()).orElseThrow());
        List<Map<String, AttributeValue>> before = everything(table);
        load(table, yaml);

        assertThat(everything(table)).containsExactlyInAnyOrderElementsOf(before);
    }

    @Test
    void theLoadOfChangesGoesOnAfterACrash() throws Exception {
        UserDatabase.migrate(dataSource);
        Users users = new Users(dataSource);
        users.register(MessagingTable.user("fay"), "fay@example.com", Users.UNMATCHED);
        User gus = users.register(MessagingTable.user("gus"), "gus@example.com", Users.UNMATCHED);
        String yaml = """
                conversations:
                  - members: [fay, gus]
                    minutes_ago: 60
                    messages:
                      - {from: fay, text: hello, reactions: {👍: [gus]}}
                      - {from: gus, deleted: true}
                      - {from: fay, text: now it says this, edited: true}
                """;
        MessagingTable table = MessagingTable.create();
        for (int calls = 1; calls < 12; calls++) {
            MessagingTable crashing = table.through(Faults.crashAfter(calls));
            try {
                load(crashing, yaml);
            } catch (RuntimeException e) {
                assertThat(e).hasMessage("crash");
            }
        }
        load(table, yaml);

        ConversationListing listing = table.useCases()
                .listConversations()
                .page(gus, false, null, 20)
                .items()
                .get(0);
        assertThat(listing.conversation().preview()).isEqualTo("now it says this");
        assertThat(messagesOf(table, gus, listing.conversation().id()))
                .extracting(Message::text, message -> message.revision().changeSeq())
                .containsExactly(tuple("hello", 1L), tuple("", 2L), tuple("now it says this", 3L));
    }

    private void load(MessagingTable table, String yaml) throws IOException {
        SampleFile file = SampleFile.read(
                Files.writeString(dir.resolve("file.yaml"), yaml),
                handle -> new Users(dataSource).byHandle(handle).isPresent());
        new SampleData(dataSource, table.client(), table.name(), Clock.systemUTC(), file).load();
    }

    private static List<Message> messagesOf(MessagingTable table, User reader, ConversationId conversation) {
        return table.useCases()
                .readMessages()
                .page(reader, conversation, new MessageRange.Newest(), 100)
                .items();
    }

    private static List<Map<String, AttributeValue>> everything(MessagingTable table) {
        return table.client().scan(scan -> scan.tableName(table.name())).items();
    }

    private static long count(MessagingTable table) {
        return table.client().scan(scan -> scan.tableName(table.name())).count();
    }
}
