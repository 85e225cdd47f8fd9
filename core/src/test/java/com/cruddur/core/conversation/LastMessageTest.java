package com.cruddur.core.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.f4b6a3.uuid.util.UuidValidator;
import java.time.Instant;
import java.util.UUID;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

/** What the recency index sorts by. */
class LastMessageTest {

    /** The end of the year 9999: the latest time that is copied from anywhere. */
    private static final long LATEST = 253_402_300_799_999L;

    @Property
    void recencyIsAUuidOfVersion7WithTheMessagesTime(
            @ForAll @LongRange(min = 0, max = LATEST) long time, @ForAll("uuids") UUID message) {
        UUID recency = recency(time, message);

        assertThat(UuidValidator.isValid(recency, 7)).isTrue();
        assertThat(recency.variant()).isEqualTo(2);
        assertThat(recency.getMostSignificantBits() >>> 16).isEqualTo(time);
    }

    @Property
    void itsTextSortsByTime(
            @ForAll @LongRange(min = 0, max = LATEST) long one,
            @ForAll @LongRange(min = 0, max = LATEST) long other,
            @ForAll("uuids") UUID message,
            @ForAll("uuids") UUID another) {
        int order = recency(one, message)
                .toString()
                .compareTo(recency(other, another).toString());

        if (one != other) {
            assertThat(Integer.signum(order)).isEqualTo(Long.compare(one, other));
        }
    }

    /** So that the move of a row can be repeated, and a rebuild finds nothing to correct. */
    @Property
    void theSameMessageHasTheSameRecency(
            @ForAll @LongRange(min = 0, max = LATEST) long time, @ForAll("uuids") UUID message) {
        assertThat(recency(time, message)).isEqualTo(recency(time, message));
    }

    @Test
    void twoMessagesOfOneMillisecondHaveTwoRecencies() {
        assertThat(recency(1_000, UUID.randomUUID())).isNotEqualTo(recency(1_000, UUID.randomUUID()));
    }

    private static UUID recency(long time, UUID message) {
        return LastMessage.of(1, 0, new ConversationId(message), Instant.ofEpochMilli(time), "hello")
                .recency();
    }

    @Provide
    Arbitrary<UUID> uuids() {
        return Combinators.combine(Arbitraries.longs(), Arbitraries.longs()).as(UUID::new);
    }
}
