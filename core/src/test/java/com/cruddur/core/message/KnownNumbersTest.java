package com.cruddur.core.message;

import static org.assertj.core.api.Assertions.assertThat;

import com.cruddur.core.conversation.ConversationId;
import java.time.Duration;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class KnownNumbersTest {

    private final KnownNumbers numbers = new KnownNumbers();
    private final ConversationId conversation = new ConversationId(UUID.randomUUID());

    private static final long NOW = 7;

    @Test
    void ofAConversationThatWasNeverSeenNothingIsKnown() {
        assertThat(numbers.of(conversation, NOW)).isZero();
    }

    @Test
    void theGreatestNumberCountsWhateverOrderTheyAreToldIn() {
        numbers.isStored(conversation, 7, NOW);
        numbers.isStored(conversation, 3, NOW);

        assertThat(numbers.of(conversation, NOW)).isEqualTo(7);
        assertThat(numbers.of(new ConversationId(UUID.randomUUID()), NOW)).isZero();
    }

    @Test
    void manyThreadsEndAtTheGreatest() {
        LongStream.rangeClosed(1, 20_000).parallel().forEach(seq -> numbers.isStored(conversation, seq, NOW));

        assertThat(numbers.of(conversation, NOW)).isEqualTo(20_000);
    }

    @Test
    void theLeastRecentlyUsedConversationIsForgottenSoThatMemoryHasALimit() {
        ConversationId forgotten = new ConversationId(UUID.randomUUID());
        numbers.isStored(forgotten, 5, NOW);
        numbers.isStored(conversation, 5, NOW);
        IntStream.range(0, 9_998).forEach(i -> numbers.isStored(new ConversationId(UUID.randomUUID()), 1, NOW));
        assertThat(numbers.of(forgotten, NOW)).as("ten thousand fit").isEqualTo(5);
        numbers.isStored(conversation, 6, NOW);
        IntStream.range(0, 9_999).forEach(i -> numbers.isStored(new ConversationId(UUID.randomUUID()), 1, NOW));

        assertThat(numbers.of(forgotten, NOW)).isZero();
        assertThat(numbers.of(conversation, NOW)).isEqualTo(6);
    }

    @Test
    void onlyAfterALostRaceAndOnlyOnceItIsOldIsANumberProbablyBehind() {
        numbers.isStored(conversation, 5, NOW);
        assertThat(numbers.isProbablyBehind(conversation, NOW + millis(100))).isFalse();

        numbers.raceLost(conversation, NOW);

        assertThat(numbers.isProbablyBehind(conversation, NOW + millis(49))).isFalse();
        assertThat(numbers.isProbablyBehind(conversation, NOW + millis(50))).isTrue();
        assertThat(numbers.isProbablyBehind(conversation, NOW + millis(9_999))).isTrue();
        assertThat(numbers.isProbablyBehind(conversation, NOW + millis(10_000))).isFalse();

        numbers.isStored(conversation, 6, NOW + millis(200));
        assertThat(numbers.isProbablyBehind(conversation, NOW + millis(240))).isFalse();
        assertThat(numbers.isProbablyBehind(conversation, NOW + millis(250))).isTrue();
    }

    @Test
    void aNumberIsForgottenAfterTenSecondsSoThatATableMadeAnewBeginsAtOne() {
        numbers.isStored(conversation, 60, NOW);
        assertThat(numbers.of(conversation, NOW + millis(9_999))).isEqualTo(60);
        assertThat(numbers.of(conversation, NOW + millis(10_000))).isZero();

        numbers.isStored(conversation, 5, NOW + millis(10_000));
        assertThat(numbers.of(conversation, NOW + millis(10_001))).isEqualTo(5);
    }

    private static long millis(long millis) {
        return Duration.ofMillis(millis).toNanos();
    }
}
