package com.cruddur.core.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.cruddur.core.problem.CruddurException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MessageUuidsTest {

    private static final Instant NOON = Instant.parse("2026-11-24T12:00:00.123Z");

    @Test
    void withinOneMillisecondTheyDifferAndSortByOrderOfMaking() {
        MessageUuids uuids = new MessageUuids(Clock.fixed(NOON, ZoneOffset.UTC));

        List<String> made =
                Stream.generate(uuids::next).limit(10_000).map(UUID::toString).toList();

        assertThat(made).isSorted().doesNotHaveDuplicates();
        assertThat(MessageUuids.timeOf(UUID.fromString(made.get(0)))).isEqualTo(NOON);
    }

    @Test
    void manyThreadsNeverMakeTheSame() {
        MessageUuids uuids = new MessageUuids(Clock.systemUTC());
        Set<UUID> made = Collections.synchronizedSet(new HashSet<>());

        IntStream.range(0, 50_000).parallel().forEach(i -> made.add(uuids.next()));

        assertThat(made).hasSize(50_000);
    }

    @Property
    void aLoadedMessageKeepsItsTimeAndSortsByIt(
            @ForAll @LongRange(min = 0, max = 4_102_444_800_000L) long one,
            @ForAll @LongRange(min = 0, max = 4_102_444_800_000L) long other,
            @ForAll String name) {
        UUID first = MessageUuids.at(Instant.ofEpochMilli(one), name);
        UUID second = MessageUuids.at(Instant.ofEpochMilli(other), name);

        assertThat(MessageUuids.timeOf(first)).isEqualTo(Instant.ofEpochMilli(one));
        assertThat(first).isEqualTo(MessageUuids.at(Instant.ofEpochMilli(one), name));
        assertThat(MessageUuids.parse(first.toString())).isEqualTo(first);
        assertThat(Integer.signum(first.toString().compareTo(second.toString())))
                .isEqualTo(Long.compare(one, other));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "1",
                "not-a-uuid",
                "6ae8cf0f-6b73-4d4c-9a2e-1f0c1a1f7a11", // version 4
                "0193612a-1c7b-7f00-8000-0000000000zz",
                "0193612a1c7b7f0080000000000000aa",
                "{193612a-1c7b-7f00-8000-0000000000a}"
            })
    void refusesWhatWeDidNotMake(String text) {
        assertThatThrownBy(() -> MessageUuids.parse(text)).isInstanceOf(CruddurException.class);
    }

    @Test
    void foldsUpperCase() {
        assertThat(MessageUuids.parse("0193612A-1C7B-7F00-8000-0000000000AA"))
                .hasToString("0193612a-1c7b-7f00-8000-0000000000aa");
    }
}
