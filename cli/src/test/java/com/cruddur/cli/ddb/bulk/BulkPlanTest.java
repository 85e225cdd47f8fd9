package com.cruddur.cli.ddb.bulk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.cruddur.core.message.MessageText;
import com.cruddur.core.problem.CruddurException;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BulkPlanTest {

    @Property(tries = 100)
    void conversationsHaveDistinctMembersAndNoPairTwice(
            @ForAll @IntRange(min = 2, max = 300) int users, @ForAll long seed) {
        List<int[]> conversations = BulkConversationMembers.of(users, seed);

        Set<String> pairs = new HashSet<>();
        assertThat(conversations).isNotEmpty().allSatisfy(members -> {
            assertThat(Arrays.stream(members).distinct().count())
                    .isEqualTo(members.length)
                    .isBetween(2L, 8L);
            assertThat(members).isSorted();
            assertThat(IntStream.of(members)).allMatch(m -> m >= 0 && m < users);
            assertThat(members.length > 2 || pairs.add(Arrays.toString(members)))
                    .isTrue();
        });
    }

    @Property(tries = 50)
    void theMessagesOfASmallerLoadAreTheFirstOfALarger(
            @ForAll long seed, @ForAll @IntRange(min = 0, max = 2_999) int n) {
        BulkPlan smaller = new BulkPlan(new BulkSpec(50, 3_000, seed));
        BulkPlan larger = new BulkPlan(new BulkSpec(50, 5_000_000, seed));

        assertThat(smaller.line(n)).isEqualTo(larger.line(n));
        assertThat(smaller.timeOf(n)).isEqualTo(larger.timeOf(n)).isBefore(larger.timeOf(n + 1));
        assertThat(smaller.conversationOf(n)).isEqualTo(smaller.line(n).conversation());
        assertThat(MessageText.whatIsWrongWith(smaller.line(n).text())).isNull();
    }

    /** Were it ever different, a load that was interrupted before an upgrade would double its messages after it. */
    @Test
    void theSeedNumberFixesEverything() {
        BulkPlan plan = new BulkPlan(new BulkSpec(100, 10_000, BulkSpec.DEFAULT_SEED));

        assertThat(plan.line(5_000))
                .hasToString(
                        "Line[conversation=149, sender=1, text=It scan at group not first look read not three thanks more"
                                + " messages 🎉 messages we nobody…]");
        assertThat(plan.timeOf(5_000)).hasToString("2024-01-01T06:56:40.205Z");
        assertThat(plan.members(10)).containsExactly(8, 18, 37, 43, 83);
        assertThat(BulkPlan.user(1_234).user())
                .hasToString("User[id=887b41c7-8f7c-538c-a4e0-11ce4f6bf7b4, handle=bulk0001234, di"
                        + "splayName=Kofi Costa]");
    }

    @Test
    void someConversationsAreFarBusierThanOthers() {
        BulkPlan plan = new BulkPlan(new BulkSpec(1_000, 50_000, 1));
        int[] counts = new int[plan.conversationsInUse()];
        IntStream.range(0, 50_000).forEach(n -> counts[plan.conversationOf(n)]++);

        assertThat(counts).hasSize(5_500);
        assertThat(IntStream.of(counts).min().getAsInt()).isEqualTo(1);
        assertThat(IntStream.of(counts).sorted().skip(5_445).sum()).isBetween(8_000, 12_500);
    }

    @Test
    void aSpecIsReadFromText() {
        assertThat(BulkSpec.parse("users=1000,messages=1_000_000")).isEqualTo(new BulkSpec(1_000, 1_000_000, 2_023));
        assertThat(BulkSpec.parse("messages=5, users=2, seed=-7")).isEqualTo(new BulkSpec(2, 5, -7));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "users=10",
                "users=ten,messages=5",
                "users=10,messages=5,colour=red",
                "users=1,messages=5",
                "users=10,messages=0",
                "users=10,messages=99999999999"
            })
    void aWrongSpecSaysWhatARightOneLooksLike(String text) {
        assertThatThrownBy(() -> BulkSpec.parse(text))
                .isInstanceOf(CruddurException.class)
                .hasMessageEndingWith("say for example users=1000,messages=1000000");
    }
}
