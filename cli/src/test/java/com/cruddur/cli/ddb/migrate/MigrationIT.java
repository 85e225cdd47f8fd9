package com.cruddur.cli.ddb.migrate;

import static com.cruddur.core.testing.MessagingTable.user;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.cruddur.cli.ddb.rebuild.Rebuild;
import com.cruddur.cli.work.Progress;
import com.cruddur.core.conversation.Conversation;
import com.cruddur.core.conversation.ConversationId;
import com.cruddur.core.group.Group;
import com.cruddur.core.group.GroupMember;
import com.cruddur.core.group.Groups;
import com.cruddur.core.group.Role;
import com.cruddur.core.message.Message;
import com.cruddur.core.message.MessageItem;
import com.cruddur.core.message.MessageText;
import com.cruddur.core.people.User;
import com.cruddur.core.table.Item;
import com.cruddur.core.testing.Faults;
import com.cruddur.core.testing.MessagingTable;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

class MigrationIT {

    private final MessagingTable from = MessagingTable.create();
    private final MessagingTable to = MessagingTable.create();
    private final User andrew = user("andrewbrown");
    private final User bayko = user("bayko");
    private final User londo = user("londo");
    private final ConversationId pair = ConversationId.between(andrew.id(), bayko.id());
    private final List<Finding> findings = new ArrayList<>();

    @TempDir
    private Path dir;

    @Test
    void twoGroupsOfAPairBecomeOneAndGhostRowsCollapse() {
        UUID one = UUID.randomUUID();
        UUID other = UUID.randomUUID();
        row(andrew, one, bayko, "2023-05-11T20:46:00+00:00");
        row(andrew, one, bayko, "2023-05-11T20:45:00+00:00"); // a ghost
        row(bayko, one, andrew, "2023-05-11T20:46:00+00:00");
        row(bayko, other, andrew, "2023-06-01T10:00:00");
        message(one, "2023-05-11T20:45:00.123456+00:00", andrew, "first");
        message(one, "2023-05-11T20:46:00.000001Z", bayko, "second");
        message(other, "2023-06-01T10:00:00", andrew, "naive and newest");

        MigrationResult result = migrate();

        assertThat(findings).isEmpty();
        assertThat(result).isEqualTo(new MigrationResult(3, 0, 3, 2, 1, 4, 0, 0));
        assertThat(copied()).extracting(Message::text).containsExactly("first", "second", "naive and newest");
        Message last = copied().get(2);
        // 10:00 in New York in summer.
        assertThat(last.createdAt()).isEqualTo(Instant.parse("2023-06-01T14:00:00Z"));
        assertThat(last.memberIds()).containsExactlyInAnyOrder(andrew.id(), bayko.id());
        assertThat(last.sender().displayName()).isEqualTo(andrew.displayName());
        for (User member : List.of(andrew, bayko)) {
            assertThat(to.useCases()
                            .listConversations()
                            .page(member, false, null, 20)
                            .items())
                    .singleElement()
                    .satisfies(listing -> {
                        Conversation group = listing.conversation();
                        assertThat(group.id()).isEqualTo(pair);
                        assertThat(group.lastMessage()).isEqualTo(last.asLast());
                        assertThat(group.createdAt()).isEqualTo(Instant.parse("2023-05-11T20:45:00.123Z"));
                        assertThat(group.members()).hasSize(2);
                        assertThat(listing.unreadCount()).isZero();
                    });
        }
    }

    @Test
    void fortyMessagesOfOneMillisecondKeepTheirOrderAndRepeatingDoublesNothing() {
        UUID group = UUID.randomUUID();
        row(andrew, group, bayko, "2023-05-11T20:45:00+00:00");
        List<String> texts = new ArrayList<>();
        List<Integer> inAnyOrder = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            texts.add("number " + i);
            inAnyOrder.add(i);
        }
        Collections.shuffle(inAnyOrder, new Random(1));
        for (int i : inAnyOrder) {
            String microseconds = String.format(Locale.ROOT, "%03d", i * 20);
            message(group, "2023-05-11T20:45:00.123" + microseconds + "+00:00", andrew, texts.get(i));
        }
        migrate();
        MigrationResult again = migrate();

        assertThat(again.messagesCopied()).isEqualTo(40);
        assertThat(copied()).extracting(Message::text).isEqualTo(texts);
        assertThat(copied()).extracting(Message::createdAt).containsOnly(Instant.parse("2023-05-11T20:45:00.123Z"));
        assertThat(preview(andrew)).isEqualTo("number 39");
    }

    /** Some keys end at the millisecond, so only the original's order is known: that of the keys. */
    @Test
    void keysOfSeveralFormsWithinOneMillisecondStandAsTheOriginalShowedThem() {
        UUID group = UUID.randomUUID();
        row(andrew, group, bayko, "2023-05-11T20:45:00+00:00");
        List<String> keys = List.of(
                "2023-05-11T20:45:00.123+00:00",
                "2023-05-11T20:45:00.123456+00:00",
                "2023-05-11T20:45:00.123789+00:00",
                "2023-05-11T20:45:00.123Z");
        for (String key : List.of(keys.get(3), keys.get(1), keys.get(0), keys.get(2))) {
            message(group, key, andrew, key);
        }

        migrate();

        assertThat(copied()).extracting(Message::text).isEqualTo(keys).isSorted();
        assertThat(preview(bayko)).isEqualTo(keys.get(3));
    }

    /** In the original both are on the page; with us a message is told by its uuid, sender, time and text. */
    @Test
    void aMessageUnderThreeSortKeysOfOneInstantIsCopiedOnceWithARemark() {
        UUID group = UUID.randomUUID();
        UUID uuid = UUID.randomUUID();
        row(andrew, group, bayko, "2023-05-11T20:45:00+00:00");
        message(group, "2023-05-11T20:45:00.123000+00:00", uuid, andrew, "thrice");
        message(group, "2023-05-11T20:45:00.123Z", uuid, andrew, "thrice");
        message(group, "2023-05-11T22:45:00.123+02:00", uuid, andrew, "thrice");
        message(group, "2023-05-11T20:45:00.123+00:00", andrew, "another of that instant");

        migrate();
        MigrationResult result = migrate();

        assertThat(copied()).extracting(Message::text).containsExactlyInAnyOrder("thrice", "another of that instant");
        assertThat(result.messagesFound()).isEqualTo(4);
        assertThat(result.merged()).isEqualTo(2);
        assertThat(result.messagesCopied()).isEqualTo(2);
        assertThat(result.notCopied()).isZero();
        assertThat(findings).hasSize(2).allSatisfy(finding -> {
            assertThat(finding.copied()).isTrue();
            assertThat(finding.pk()).isEqualTo("MSG#" + group);
            assertThat(finding.reason()).contains("under another sort key too").contains("copied once");
        });
    }

    @Test
    void theMessagesOfTwoGroupsOfAPairStandInTheOrderOfTheirTimes() {
        UUID one = UUID.randomUUID();
        UUID other = UUID.randomUUID();
        row(andrew, one, bayko, "2023-05-11T20:46:00+00:00");
        row(bayko, other, andrew, "2023-05-11T20:46:00+00:00");
        for (int i = 0; i < 20; i++) {
            String time = String.format(Locale.ROOT, "2023-05-11T20:45:%02dZ", i);
            message(i % 2 == 0 ? one : other, time, i % 3 == 0 ? andrew : bayko, "number " + i);
        }

        migrate();

        assertThat(copied())
                .extracting(Message::text)
                .isEqualTo(IntStream.range(0, 20).mapToObj(i -> "number " + i).toList());
        assertThat(copied()).extracting(Message::createdAt).isSorted();
        assertThat(preview(bayko)).isEqualTo("number 19");
    }

    @Test
    void whatTheOriginalGotSinceComesAtTheEndWhateverItsTimeAndIsUnread() {
        UUID group = UUID.randomUUID();
        row(andrew, group, bayko, "2023-05-11T20:45:00+00:00");
        message(group, "2023-05-11T20:45:00Z", andrew, "first");
        message(group, "2023-05-11T20:47:00Z", andrew, "second");
        migrate();
        message(group, "2023-05-11T20:48:00Z", bayko, "came later");
        message(group, "2023-05-11T20:46:00Z", bayko, "came later, with a time between");

        MigrationResult again = migrate();

        assertThat(again.messagesCopied()).isEqualTo(4);
        assertThat(copied())
                .extracting(Message::text)
                .containsExactly("first", "second", "came later, with a time between", "came later");
        assertThat(preview(andrew)).isEqualTo("came later");
        assertThat(unread(andrew)).isEqualTo(2);
        assertThat(unread(bayko)).as("one's own are not unread").isZero();
    }

    @Test
    void whatPeopleWroteIntoTheConversationKeepsItsPlaceAndIsUnread() {
        UUID group = UUID.randomUUID();
        row(andrew, group, bayko, "2023-05-11T20:45:00+00:00");
        message(group, "2023-05-11T20:45:00Z", andrew, "old");
        Message live = to.useCases().openConversation().open(andrew, bayko, new MessageText("live"), null);
        to.lose(bayko, live.conversation());

        migrate();

        assertThat(copied()).extracting(Message::text).containsExactly("live", "old");
        assertThat(unread(bayko)).isEqualTo(2);
    }

    @Test
    void aGroupOfTheOriginalIsAGroupWithAnAdminAndWhoLeavesItDoesNotComeBackWithARepeat() {
        UUID uuid = UUID.randomUUID();
        ConversationId id = new ConversationId(uuid);
        row(andrew, uuid, bayko, "2023-05-11T20:45:00+00:00");
        row(londo, uuid, andrew, "2023-05-11T20:45:00+00:00");
        message(uuid, "2023-05-11T20:45:00Z", andrew, "all three");
        Groups groups = new Groups(to.client(), to.name());

        migrate();

        Group group = groups.find(id).orElseThrow();
        assertThat(group.memberIds()).containsExactlyInAnyOrder(andrew.id(), bayko.id(), londo.id());
        assertThat(group.members()).extracting(GroupMember::role).containsExactly(Role.ADMIN, Role.MEMBER, Role.MEMBER);
        for (User member : List.of(andrew, bayko, londo)) {
            assertThat(preview(member, id)).isEqualTo("all three");
            assertThat(unread(member)).isZero();
        }

        to.useCases().manageGroup().remove(londo, id, londo.id());
        message(uuid, "2023-05-11T20:46:00Z", bayko, "came later");
        migrate();

        assertThat(to.conversations().find(londo.id(), id)).isEmpty();
        assertThat(groups.find(id).orElseThrow().memberIds()).containsExactlyInAnyOrder(andrew.id(), bayko.id());
        assertThat(preview(andrew, id)).isEqualTo("came later");
    }

    @Test
    void whatCannotBeCopiedIsReportedAndWhatIsOddIsCopiedWithARemark() {
        UUID group = UUID.randomUUID();
        row(andrew, group, bayko, "2023-05-11T20:45:00+00:00");
        message(group, "yesterday", andrew, "when?");
        message(group, "2023-05-11T20:45:00Z", andrew, "x".repeat(1_030));
        message(group, "2023-05-11T20:45:01Z", londo, "I am not in here");
        message(group, "2099-01-01T00:00:00Z", bayko, "from the future");
        UUID alone = UUID.randomUUID();
        message(alone, "2023-05-11T20:45:00Z", andrew, "anybody?");
        put(Item.of("MSG#x", "2023-05-11T20:45:00Z").with("message", "no group"));
        put(Item.of("USR#x", "1"));
        row(andrew, UUID.randomUUID(), londo, "2023-05-11T20:45:00Z");

        MigrationResult result = migrate();

        assertThat(findings)
                .extracting(f -> f.copied() + " " + f.sk() + " " + f.reason())
                .satisfiesExactlyInAnyOrder(
                        f -> assertThat(f).isEqualTo("false yesterday its sort key is not an ISO time"),
                        f -> assertThat(f).contains("true").contains("1030 characters, more than 1024"),
                        f -> assertThat(f).contains("true").contains("wrote into it without being in it"),
                        f -> assertThat(f).contains("true").contains("the future"),
                        f -> assertThat(f).contains("false").contains("nobody but " + andrew.id()),
                        f -> assertThat(f).contains("false").contains("its pk holds no uuid but 'x'"),
                        f -> assertThat(f).contains("false").contains("neither a message"),
                        f -> assertThat(f).contains("false").contains("rows but no messages"));
        assertThat(result.notCopied()).isEqualTo(5);
        assertThat(result.remarks()).isEqualTo(3);
        assertThat(copied()).extracting(m -> m.text().length()).containsExactly(1_030, 16, 15);
        assertThat(to.conversations().find(londo.id(), pair)).isEmpty();
    }

    @Test
    void aMigrationThatWasKilledGoesOnAndLosesNothing() {
        List<User> friends = new ArrayList<>();
        for (int g = 0; g < 4; g++) {
            UUID group = UUID.randomUUID();
            User other = user("friend" + g);
            friends.add(other);
            row(andrew, group, other, "2023-05-11T20:45:0" + g + "+00:00");
            for (int i = 0; i < 10; i++) {
                message(group, "2023-05-11T20:45:" + (10 + i) + "." + (100 + i) + "Z", andrew, "x".repeat(36_000));
            }
        }
        findings.clear();
        Path checkpoint = dir.resolve("migrate");
        int interruptions = 0;
        MigrationResult result = null;
        for (int calls = 7; result == null; calls += 4) {
            try {
                result = migrate(checkpoint, Faults.crashAfter(calls));
            } catch (IllegalStateException e) {
                assertThat(e).hasMessage("crash");
                interruptions++;
            }
        }

        assertThat(interruptions).isGreaterThanOrEqualTo(5);
        assertThat(result.messagesCopied()).isEqualTo(40);
        for (int g = 0; g < 4; g++) {
            ConversationId id =
                    ConversationId.between(andrew.id(), friends.get(g).id());
            List<Message> messages =
                    to.items("MSG#" + id).stream().map(MessageItem::read).toList();
            assertThat(messages)
                    .extracting(Message::seq)
                    .isEqualTo(LongStream.rangeClosed(1, 10).boxed().toList());
            assertThat(messages).extracting(Message::createdAt).isSorted();
            assertThat(to.conversations().find(andrew.id(), id).orElseThrow().lastRead())
                    .isEqualTo(10);
        }
        assertThat(checkpoint).doesNotExist();
        assertThat(new Rebuild(to.client(), to.name(), uuid -> Optional.empty()).run(1, true, Progress.NONE, d -> {}))
                .satisfies(rebuild -> {
                    assertThat(rebuild.messages()).isEqualTo(40);
                    assertThat(rebuild.rows()).isEqualTo(8);
                    assertThat(rebuild.differences()).isEmpty();
                });
    }

    @Test
    void aDryRunWritesNothing() {
        UUID group = UUID.randomUUID();
        row(andrew, group, bayko, "2023-05-11T20:45:00+00:00");
        message(group, "2023-05-11T20:45:00Z", andrew, "hello");

        MigrationResult result = migration(to).run(1, true, null, Progress.NONE, findings::add);

        assertThat(result).isEqualTo(new MigrationResult(1, 0, 0, 1, 1, 1, 0, 0));
        assertThat(copied()).isEmpty();
    }

    @Test
    void aTableIsNotMigratedIntoItself() {
        assertThatThrownBy(() -> migration(from)).hasMessageContaining("cannot be both");
    }

    private MigrationResult migrate() {
        findings.clear();
        return migration(to).run(2, false, null, Progress.NONE, findings::add);
    }

    private MigrationResult migrate(Path checkpoint, ExecutionInterceptor fault) {
        return migration(to.through(fault)).run(1, false, checkpoint, Progress.NONE, findings::add);
    }

    private Migration migration(MessagingTable target) {
        return new Migration(
                target.client(),
                from.name(),
                target.name(),
                ZoneId.of("America/New_York"),
                uuid -> Optional.of(new User(uuid, user("known").handle(), "Known")),
                Clock.systemUTC());
    }

    private List<Message> copied() {
        return to.items("MSG#" + pair).stream().map(MessageItem::read).toList();
    }

    private String preview(User member) {
        return preview(member, pair);
    }

    private String preview(User member, ConversationId conversation) {
        return to.conversations()
                .find(member.id(), conversation)
                .orElseThrow()
                .lastMessage()
                .preview();
    }

    private int unread(User member) {
        return to.useCases()
                .listConversations()
                .page(member, false, null, 20)
                .items()
                .get(0)
                .unreadCount();
    }

    private void message(UUID group, String time, User sender, String text) {
        message(group, time, UUID.randomUUID(), sender, text);
    }

    private void message(UUID group, String time, UUID uuid, User sender, String text) {
        put(Item.of("MSG#" + group, time)
                .with("message", text)
                .with("message_uuid", uuid)
                .with("user_uuid", sender.id())
                .with("user_handle", sender.handle().value())
                .with("user_display_name", sender.displayName()));
    }

    private void row(User owner, UUID group, User other, String time) {
        put(Item.of("GRP#" + owner.id(), time)
                .with("message_group_uuid", group)
                .with("message", "last")
                .with("user_uuid", other.id())
                .with("user_handle", other.handle().value())
                .with("user_display_name", other.displayName()));
    }

    private void put(Item item) {
        Map<String, AttributeValue> attributes = item.attributes();
        from.client().putItem(put -> put.tableName(from.name()).item(attributes));
    }
}
