package com.cruddur.core.message;

import static org.assertj.core.api.Assertions.assertThat;

import com.cruddur.core.conversation.ConversationId;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class KnownNumbersTest {

    private long now = 7;
    private final KnownNumbers numbers = new KnownNumbers(() -> now);
    private final ConversationId conversation = new ConversationId(UUID.randomUUID());

    @Test
    void ofAConversationThatWasNeverSeenNothingIsKnown() {
        assertThat(numbers.newest(conversation)).hasValue(0);
    }

    @Test
    void theGreatestNumberCountsWhateverOrderTheyAreToldIn() {
        numbers.isStored(conversation, 7);
        numbers.isStored(conversation, 3);

        assertThat(numbers.newest(conversation)).hasValue(7);
        assertThat(numbers.newest(new ConversationId(UUID.randomUUID()))).hasValue(0);
    }

    @Test
    void manyThreadsEndAtTheGreatest() {
        LongStream.rangeClosed(1, 20_000).parallel().forEach(seq -> numbers.isStored(conversation, seq));

        assertThat(numbers.newest(conversation)).hasValue(20_000);
    }

    @Test
    void theLeastRecentlyUsedConversationIsForgottenSoThatMemoryHasALimit() {
        ConversationId forgotten = new ConversationId(UUID.randomUUID());
        numbers.isStored(forgotten, 5);
        numbers.isStored(conversation, 5);
        IntStream.range(0, 9_998).forEach(i -> numbers.isStored(new ConversationId(UUID.randomUUID()), 1));
        assertThat(numbers.newest(forgotten)).as("ten thousand fit").hasValue(5);
        numbers.isStored(conversation, 6);
        IntStream.range(0, 9_999).forEach(i -> numbers.isStored(new ConversationId(UUID.randomUUID()), 1));

        assertThat(numbers.newest(forgotten)).hasValue(0);
        assertThat(numbers.newest(conversation)).hasValue(6);
    }

    @Test
    void onlyAfterALostRaceAndOnlyOnceItIsOldIsANumberProbablyBehind() {
        numbers.isStored(conversation, 5);
        assertThat(newestAfter(100)).hasValue(5);

        now = 7;
        numbers.raceLost(conversation);

        assertThat(newestAfter(49)).hasValue(5);
        assertThat(newestAfter(50)).isEmpty();
        assertThat(newestAfter(9_999)).isEmpty();
        assertThat(newestAfter(10_000))
                .as("the race is forgotten, and the number")
                .hasValue(0);

        now = 7 + millis(200);
        numbers.isStored(conversation, 6);
        assertThat(newestAfter(240)).hasValue(6);
        assertThat(newestAfter(250)).isEmpty();
    }

    @Test
    void aNumberIsForgottenAfterTenSecondsSoThatATableMadeAnewBeginsAtOne() {
        numbers.isStored(conversation, 60);
        assertThat(newestAfter(9_999)).hasValue(60);
        assertThat(newestAfter(10_000)).hasValue(0);

        numbers.isStored(conversation, 5);
        assertThat(newestAfter(10_001)).hasValue(5);
    }

    private OptionalLong newestAfter(long millis) {
        now = 7 + millis(millis);
        return numbers.newest(conversation);
    }

    private static long millis(long millis) {
        return Duration.ofMillis(millis).toNanos();
    }
}
