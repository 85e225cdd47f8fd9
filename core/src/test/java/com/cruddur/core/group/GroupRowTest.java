package com.cruddur.core.group;

import static org.assertj.core.api.Assertions.assertThat;

import com.cruddur.core.conversation.Conversation;
import com.cruddur.core.conversation.ConversationId;
import com.cruddur.core.conversation.ConversationItems;
import com.cruddur.core.conversation.LastMessage;
import com.cruddur.core.conversation.Member;
import com.cruddur.core.conversation.OwnState;
import com.cruddur.core.conversation.Participants.GroupSummary;
import com.cruddur.core.conversation.Participants.Pair;
import com.cruddur.core.conversation.RowText;
import com.cruddur.core.message.MessageSeq;
import com.cruddur.core.people.UserId;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** DynamoDB charges a second unit for each further kilobyte, for every move of every row. */
class GroupRowTest {

    private static final int KILOBYTE = 1_024;
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00.000Z");

    @Property(tries = 200)
    void aRowOfAGroupStaysUnderAKilobyteWhateverItShows(
            @ForAll @IntRange(min = 3, max = 50) int members,
            @ForAll @IntRange(min = 0, max = 80) int title,
            @ForAll @IntRange(min = 1, max = 64) int handle,
            @ForAll @IntRange(min = 0, max = 200) int name,
            @ForAll @IntRange(min = 1, max = 1024) int text) {
        Group group = group(members, "🦊".repeat(title), handle, "é".repeat(name));

        Conversation row = GroupRow.of(group, group.members().get(0).id(), last("漢".repeat(text)), worst());

        assertThat(ConversationItems.bytes(row)).isLessThan(KILOBYTE);
    }

    @Test
    void theLargestRowOfAPairStaysUnderAKilobyte() {
        Member one = member("a".repeat(64), "🦊".repeat(100));
        Member other = member("b".repeat(64), "🦊".repeat(100));
        Conversation row = new Conversation(
                one.id(),
                ConversationId.between(one.id(), other.id()),
                new Pair(List.of(one, other), true),
                last("🦊".repeat(1_024)),
                worst(),
                NOW);

        assertThat(ConversationItems.bytes(row)).isLessThan(KILOBYTE);
    }

    @Test
    void aRowNamesFiveOfAGroupWithUsualNames() {
        Group group = group(50, "Babylon 5", 12, "Commander Ivanova");

        GroupSummary summary = GroupRow.summary(group);

        assertThat(summary.first()).hasSize(3);
        assertThat(summary.count()).isEqualTo(50);
        assertThat(summary.title()).isEqualTo("Babylon 5");
    }

    @Test
    void aGroupWithoutATitleIsCalledByItsOtherMembersAndHowManyMoreThereAre() {
        Group group = group(7, "", 4, "Ann");
        UserId first = group.members().get(0).id();
        UserId last = group.members().get(6).id();

        assertThat(GroupRow.summary(group).titleFor(first)).isEqualTo("Ann, Ann, Ann and 3 more");
        assertThat(GroupRow.summary(group).titleFor(last)).isEqualTo("Ann, Ann, Ann, Ann and 2 more");
    }

    private static OwnState worst() {
        return new OwnState(MessageSeq.MAX, true, MessageSeq.MAX, MessageSeq.MAX, NOW);
    }

    private static LastMessage last(String text) {
        return LastMessage.of(
                MessageSeq.MAX, MessageSeq.MAX, new UserId(UUID.randomUUID()), NOW, RowText.preview(text));
    }

    private static Group group(int members, String title, int handle, String name) {
        List<GroupMember> all = IntStream.range(0, members)
                .mapToObj(i -> new GroupMember(member("h".repeat(handle), name), Role.MEMBER, 1))
                .toList();
        return new Group(
                new ConversationId(UUID.randomUUID()),
                title.isEmpty() ? null : title,
                History.ALL,
                all,
                MessageSeq.MAX,
                NOW);
    }

    private static Member member(String handle, String name) {
        return new Member(new UserId(UUID.randomUUID()), handle, name);
    }
}
