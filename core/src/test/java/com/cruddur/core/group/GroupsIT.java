package com.cruddur.core.group;

import static com.cruddur.core.testing.Failures.assertFails;
import static com.cruddur.core.testing.MessagingTable.user;
import static org.assertj.core.api.Assertions.assertThat;

import com.cruddur.core.UseCaseSettings;
import com.cruddur.core.UseCases;
import com.cruddur.core.conversation.Conversation;
import com.cruddur.core.conversation.ConversationId;
import com.cruddur.core.message.Message;
import com.cruddur.core.message.SystemEvent;
import com.cruddur.core.people.User;
import com.cruddur.core.problem.CruddurException;
import com.cruddur.core.problem.ErrorCode;
import com.cruddur.core.send.IdempotencyKey;
import com.cruddur.core.send.SendPacing;
import com.cruddur.core.testing.Concurrently;
import com.cruddur.core.testing.Messaging;
import com.cruddur.core.testing.MessagingTable;
import java.time.Clock;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class GroupsIT {

    private static final MessagingTable TABLE = MessagingTable.create();
    private static final Messaging MESSAGING = new Messaging(TABLE.useCases());

    private final ManageGroup manage = TABLE.useCases().manageGroup();
    private final User andrew = user("andrewbrown");
    private final User bayko = user("bayko");
    private final User londo = user("londo");
    private final User vir = user("vir");

    @Test
    void everyMemberOfANewGroupHasItInTheListAndItsFirstMessageTellsOfIt_AP14() {
        Conversation made = TABLE.useCases()
                .createGroup()
                .create(andrew, List.of(bayko, londo), new GroupTitle("Babylon 5"), History.ALL, null);

        for (User member : List.of(andrew, bayko, londo)) {
            Conversation row = MESSAGING.onlyConversation(member).conversation();
            assertThat(row.id()).isEqualTo(made.id());
            assertThat(row.title()).isEqualTo("Babylon 5");
            assertThat(row.participants().count()).isEqualTo(3);
        }
        assertThat(MESSAGING.onlyConversation(bayko).unreadCount()).isZero();
        Message first = MESSAGING.read(londo, made.id()).get(0);
        assertThat(first.event()).isNotNull();
        assertThat(first.event().type()).isEqualTo(SystemEvent.Type.GROUP_CREATED);
        assertThat(first.text())
                .isEqualTo("Display name of andrewbrown created the group “Babylon 5” with Display name of bayko and"
                        + " Display name of londo");
        assertThat(roles(made.id())).containsExactly(Role.ADMIN, Role.MEMBER, Role.MEMBER);
    }

    @Test
    void twoGroupsOfTheSamePeopleAreTwo() {
        assertThat(MESSAGING.group(andrew, bayko, londo)).isNotEqualTo(MESSAGING.group(andrew, bayko, londo));
    }

    @Test
    void aGroupThatIsCreatedAgainUnderTheSameKeyIsOne() throws Exception {
        IdempotencyKey key = new IdempotencyKey("one");

        List<Conversation> made = Concurrently.call(8, i -> MESSAGING.group(andrew, List.of(bayko, londo), key));

        assertThat(new HashSet<>(made.stream().map(Conversation::id).toList())).hasSize(1);
        assertThat(TABLE.items("GRP#" + londo.id())).hasSize(1);
        assertThat(MESSAGING.read(bayko, made.get(0).id())).hasSize(1);
        assertFails(ErrorCode.IDEMPOTENCY_KEY_REUSED, () -> MESSAGING.group(andrew, List.of(bayko, londo, vir), key));
        assertFails(
                ErrorCode.IDEMPOTENCY_KEY_REUSED,
                () -> TABLE.useCases()
                        .createGroup()
                        .create(andrew, List.of(bayko, londo), new GroupTitle("null"), History.ALL, key));
    }

    /** Otherwise the key of long ago would open the conversation again to somebody who is no longer in it. */
    @Test
    void anOldIdempotencyKeyBringsNobodyBackIntoAGroup() {
        IdempotencyKey key = new IdempotencyKey("the-three-of-us");
        ConversationId group =
                MESSAGING.group(andrew, List.of(bayko, londo), key).id();
        manage.remove(andrew, group, andrew.id());

        assertFails(ErrorCode.MESSAGE_GROUP_NOT_FOUND, () -> MESSAGING.group(andrew, List.of(bayko, londo), key));

        assertThat(TABLE.items("GRP#" + andrew.id())).isEmpty();
    }

    @Test
    void aGroupBeginsWithThreeAndHasAtMostFiftyMembers() {
        List<User> others =
                IntStream.range(0, 50).mapToObj(i -> user("user" + i)).toList();

        assertFails(ErrorCode.MALFORMED_REQUEST, () -> MESSAGING.group(andrew, bayko));
        assertFails(ErrorCode.MALFORMED_REQUEST, () -> MESSAGING.group(andrew, bayko, bayko));
        assertFails(ErrorCode.CANNOT_MESSAGE_YOURSELF, () -> MESSAGING.group(andrew, bayko, andrew));
        assertFails(ErrorCode.GROUP_FULL, () -> MESSAGING.group(andrew, others, null));
        ConversationId group =
                MESSAGING.group(andrew, others.subList(0, 49), null).id();
        assertFails(ErrorCode.GROUP_FULL, () -> manage.add(andrew, group, List.of(bayko)));
        assertThat(MESSAGING
                        .onlyConversation(others.get(48))
                        .conversation()
                        .participants()
                        .count())
                .isEqualTo(50);
    }

    @Test
    void aMessageToAGroupMovesItUpForEverybodyWhoIsInItNow_AP6() {
        ConversationId group = MESSAGING.group(andrew, bayko, londo);
        manage.remove(andrew, group, londo.id());

        Message sent = MESSAGING.send(bayko, group, "hello");
        TABLE.advance(sent);

        assertThat(MESSAGING.onlyConversation(andrew).conversation().lastMessage())
                .isEqualTo(sent.asLast());
        assertThat(TABLE.items("GRP#" + londo.id())).isEmpty();
    }

    @Test
    void whoIsAddedReadsEverythingOrWhatIsWrittenFromThenOn_AP15() {
        for (History history : History.values()) {
            ConversationId group = TABLE.useCases()
                    .createGroup()
                    .create(andrew, List.of(bayko, londo), null, history, null)
                    .id();
            MESSAGING.send(bayko, group, "before");
            User added = user("added");

            manage.add(andrew, group, List.of(added));
            MESSAGING.send(bayko, group, "after");

            assertThat(MESSAGING.read(added, group)).hasSize(history == History.ALL ? 4 : 2);
            assertThat(MESSAGING.read(added, group).get(0).seq()).isEqualTo(history == History.ALL ? 1 : 3);
            assertThat(MESSAGING.onlyConversation(added).unreadCount()).isZero();
        }
    }

    @Test
    void whoLeavesHasNothingOfTheGroupAnyMoreAndCannotComeBackAlone_AP15() {
        ConversationId group = MESSAGING.group(andrew, bayko, londo);

        manage.remove(bayko, group, bayko.id());

        assertFails(ErrorCode.MESSAGE_GROUP_NOT_FOUND, () -> MESSAGING.read(bayko, group));
        assertFails(ErrorCode.MESSAGE_GROUP_NOT_FOUND, () -> MESSAGING.send(bayko, group, "hello?"));
        assertFails(ErrorCode.MESSAGE_GROUP_NOT_FOUND, () -> manage.read(bayko, group));
        assertFails(ErrorCode.MESSAGE_GROUP_NOT_FOUND, () -> manage.add(bayko, group, List.of(bayko)));
        assertThat(TABLE.items("GRP#" + bayko.id())).isEmpty();
        assertThat(lastText(andrew, group)).isEqualTo("Display name of bayko left");
    }

    /** Sends of one conversation go one after the other: the waiting line is no way around the removal. */
    @Test
    void whoIsRemovedWhileWaitingForTheTurnWritesNothingMore() {
        ConversationId group = MESSAGING.group(andrew, bayko, londo);
        SendPacing slow = new SendPacing() {
            private long time;

            @Override
            public <T> T inTurn(ConversationId conversation, Supplier<T> send) {
                manage.remove(andrew, group, bayko.id());
                time += Duration.ofSeconds(1).toNanos();
                return send.get();
            }

            @Override
            public long nanoTime() {
                return time;
            }

            @Override
            public void pauseAfter(int attempt) {}
        };
        UseCases waiting = UseCases.of(
                TABLE.client(),
                TABLE.name(),
                UseCaseSettings.at(Clock.systemUTC()).withPacing(slow));

        assertFails(
                ErrorCode.MESSAGE_GROUP_NOT_FOUND, () -> new Messaging(waiting).send(bayko, group, "I was quicker"));
        assertThat(lastText(andrew, group)).isEqualTo("Display name of andrewbrown removed Display name of bayko");
    }

    @Test
    void theLastAdminWhoLeavesMakesTheMemberOfLongestStandingAnAdmin() {
        ConversationId group = MESSAGING.group(andrew, bayko, londo);

        manage.remove(andrew, group, andrew.id());

        assertThat(roles(bayko, group)).containsExactly(Role.ADMIN, Role.MEMBER);
        assertThat(lastText(bayko, group))
                .isEqualTo("Display name of andrewbrown left. Display name of bayko is an admin now");
    }

    @Test
    void everybodyCanLeave() {
        ConversationId group = MESSAGING.group(andrew, bayko, londo);

        for (User member : List.of(andrew, londo, bayko)) {
            manage.remove(member, group, member.id());
        }

        assertThat(new Groups(TABLE.client(), TABLE.name())
                        .find(group)
                        .orElseThrow()
                        .members())
                .isEmpty();
    }

    @Test
    void onlyAdminsChangeAGroup() {
        ConversationId group = MESSAGING.group(andrew, bayko, londo);

        assertFails(ErrorCode.NOT_ALLOWED, () -> manage.add(bayko, group, List.of(vir)));
        assertFails(ErrorCode.NOT_ALLOWED, () -> manage.remove(bayko, group, londo.id()));
        assertFails(ErrorCode.NOT_ALLOWED, () -> manage.rename(bayko, group, new GroupTitle("mine")));
        assertFails(ErrorCode.NOT_ALLOWED, () -> manage.setRole(bayko, group, bayko.id(), Role.ADMIN));
        assertFails(ErrorCode.NOT_ALLOWED, () -> manage.setRole(andrew, group, andrew.id(), Role.MEMBER));
        assertFails(ErrorCode.USER_NOT_FOUND, () -> manage.setRole(andrew, group, vir.id(), Role.ADMIN));
        assertFails(ErrorCode.MESSAGE_GROUP_NOT_FOUND, () -> manage.rename(vir, group, null));
        assertThat(MESSAGING.read(andrew, group)).hasSize(1);
    }

    @Test
    void whatIsAlreadyAsWantedIsNoErrorAndTellsNothing() {
        ConversationId group = MESSAGING.group(andrew, bayko, londo);

        manage.add(andrew, group, List.of(bayko));
        manage.remove(andrew, group, vir.id());
        manage.rename(andrew, group, null);
        manage.setRole(andrew, group, andrew.id(), Role.ADMIN);

        assertThat(MESSAGING.read(andrew, group)).hasSize(1);
        assertThat(manage.read(andrew, group).version()).isEqualTo(1);
    }

    @Test
    void aPairStaysAPair() {
        ConversationId pair = MESSAGING.open(andrew, bayko, "hello").conversation();

        assertFails(ErrorCode.NOT_ALLOWED, () -> manage.add(andrew, pair, List.of(londo)));
    }

    @Test
    void adminsWhoChangeAGroupAtTheSameTimeLoseNoChange_AP15() throws Exception {
        ConversationId group = MESSAGING.group(andrew, bayko, londo);
        manage.setRole(andrew, group, bayko.id(), Role.ADMIN);
        List<User> people = IntStream.range(0, 8).mapToObj(i -> user("new" + i)).toList();

        List<Boolean> added = Concurrently.call(8, i -> {
            ManageGroup instance = TABLE.instance(Clock.systemUTC()).manageGroup();
            try {
                instance.add(i % 2 == 0 ? andrew : bayko, group, List.of(people.get(i)));
                return true;
            } catch (CruddurException e) {
                assertThat(e.code()).isEqualTo(ErrorCode.CHANGED_MEANWHILE);
                return false;
            }
        });

        Group after = manage.read(andrew, group);
        long succeeded = added.stream().filter(Boolean::booleanValue).count();
        assertThat(after.version()).isEqualTo(2 + succeeded);
        assertThat(after.members()).hasSize((int) (3 + succeeded));
        assertThat(MESSAGING.read(andrew, group)).hasSize((int) (2 + succeeded));
        for (int i = 0; i < people.size(); i++) {
            assertThat(TABLE.items("GRP#" + people.get(i).id())).hasSize(added.get(i) ? 1 : 0);
        }
    }

    private String lastText(User reader, ConversationId group) {
        List<Message> all = MESSAGING.read(reader, group);
        return all.get(all.size() - 1).text();
    }

    private List<Role> roles(ConversationId group) {
        return roles(andrew, group);
    }

    private List<Role> roles(User reader, ConversationId group) {
        return manage.read(reader, group).members().stream()
                .map(GroupMember::role)
                .toList();
    }
}
