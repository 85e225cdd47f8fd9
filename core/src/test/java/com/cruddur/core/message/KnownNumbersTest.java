package com.cruddur.core.message;

import static org.assertj.core.api.Assertions.assertThat;

import com.cruddur.core.group.MessageGroupId;
import java.time.Duration;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class KnownNumbersTest {

    private final KnownNumbers numbers = new KnownNumbers();
    private final MessageGroupId group = new MessageGroupId(UUID.randomUUID());

    private static final long NOW = 7;

    @Test
    void ofAConversationThatWasNeverSeenNothingIsKnown() {
        assertThat(numbers.of(group, NOW)).isZero();
    }

    @Test
    void theGreatestNumberCountsWhateverOrderTheyAreToldIn() {
        numbers.isStored(group, 7, NOW);
        numbers.isStored(group, 3, NOW);

        assertThat(numbers.of(group, NOW)).isEqualTo(7);
        assertThat(numbers.of(new MessageGroupId(UUID.randomUUID()), NOW)).isZero();
    }

    @Test
    void manyThreadsEndAtTheGreatest() {
        LongStream.rangeClosed(1, 20_000).parallel().forEach(seq -> numbers.isStored(group, seq, NOW));

        assertThat(numbers.of(group, NOW)).isEqualTo(20_000);
    }

    @Test
    void theLeastRecentlyUsedConversationIsForgottenSoThatMemoryHasALimit() {
        MessageGroupId forgotten = new MessageGroupId(UUID.randomUUID());
        numbers.isStored(forgotten, 5, NOW);
        numbers.isStored(group, 5, NOW);
        IntStream.range(0, 9_998).forEach(i -> numbers.isStored(new MessageGroupId(UUID.randomUUID()), 1, NOW));
        assertThat(numbers.of(forgotten, NOW)).as("ten thousand fit").isEqualTo(5);
        numbers.isStored(group, 6, NOW);
        IntStream.range(0, 9_999).forEach(i -> numbers.isStored(new MessageGroupId(UUID.randomUUID()), 1, NOW));

        assertThat(numbers.of(forgotten, NOW)).isZero();
        assertThat(numbers.of(group, NOW)).isEqualTo(6);
    }

    @Test
    void onlyAfterALostRaceAndOnlyOnceItIsOldIsANumberProbablyBehind() {
        numbers.isStored(group, 5, NOW);
        assertThat(numbers.isProbablyBehind(group, NOW + millis(100))).isFalse();

        numbers.raceLost(group, NOW);

        assertThat(numbers.isProbablyBehind(group, NOW + millis(49))).isFalse();
        assertThat(numbers.isProbablyBehind(group, NOW + millis(50))).isTrue();
        assertThat(numbers.isProbablyBehind(group, NOW + millis(9_999))).isTrue();
        assertThat(numbers.isProbablyBehind(group, NOW + millis(10_000))).isFalse();

        numbers.isStored(group, 6, NOW + millis(200));
        assertThat(numbers.isProbablyBehind(group, NOW + millis(240))).isFalse();
        assertThat(numbers.isProbablyBehind(group, NOW + millis(250))).isTrue();
    }

    @Test
    void aNumberIsForgottenAfterTenSecondsSoThatATableMadeAnewBeginsAtOne() {
        numbers.isStored(group, 60, NOW);
        assertThat(numbers.of(group, NOW + millis(9_999))).isEqualTo(60);
        assertThat(numbers.of(group, NOW + millis(10_000))).isZero();

        numbers.isStored(group, 5, NOW + millis(10_000));
        assertThat(numbers.of(group, NOW + millis(10_001))).isEqualTo(5);
    }

    private static long millis(long millis) {
        return Duration.ofMillis(millis).toNanos();
    }
}
