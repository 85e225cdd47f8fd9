package com.cruddur.core.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MessageSeqTest {

    @Property
    void sortKeysAreOfTheOrderOfTheirNumbers(
            @ForAll @LongRange(min = 0, max = MessageSeq.MAX) long one,
            @ForAll @LongRange(min = 0, max = MessageSeq.MAX) long other) {
        assertThat(Integer.signum(MessageSeq.key(one).compareTo(MessageSeq.key(other))))
                .isEqualTo(Long.compare(one, other));
    }

    @Property
    void aNumberComesBackFromItsSortKey(@ForAll @LongRange(min = MessageSeq.FIRST, max = MessageSeq.MAX) long seq) {
        assertThat(MessageSeq.key(seq)).hasSize(10);
        assertThat(MessageSeq.ofKey(MessageSeq.key(seq))).isEqualTo(seq);
    }

    /** A bound from a request must end as an error, never as a sort key that sorts elsewhere. */
    @ParameterizedTest
    @ValueSource(longs = {-1, Long.MIN_VALUE, MessageSeq.MAX + 1, Long.MAX_VALUE})
    void aNumberThatTenDigitsDoNotHoldHasNoSortKey(long seq) {
        assertThatThrownBy(() -> MessageSeq.key(seq)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "1",
                "0000000000", // sorts before the first
                "00000000001",
                "-000000001",
                "+000000001",
                " 000000001",
                "000000000x",
                "٠٠٠٠٠٠٠٠٠١", // digits, but not ours
                "0193612a-1c7b-7f00-8000-0000000000aa"
            })
    void refusesSortKeysThatWeDidNotMake(String key) {
        assertThatThrownBy(() -> MessageSeq.ofKey(key))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("ten digits");
    }

    @Test
    void countingFromTheBeginningBeginsBeforeTheFirst() {
        assertThat(MessageSeq.key(0)).isLessThan(MessageSeq.key(MessageSeq.FIRST));
    }
}
