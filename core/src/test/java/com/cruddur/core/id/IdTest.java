package com.cruddur.core.id;

import static org.assertj.core.api.Assertions.assertThat;

import com.cruddur.core.people.UserId;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class IdTest {

    @Test
    void idsAreInTheOrderOfTheirTextWhichIsNotThatOfUuids() {
        UserId low = UserId.parse("00000000-0000-4000-8000-000000000001");
        UserId high = UserId.parse("f0000000-0000-4000-8000-000000000000");

        assertThat(Stream.of(high, low).sorted()).containsExactly(low, high);
        assertThat(low).isEqualByComparingTo(UserId.parse("00000000-0000-4000-8000-000000000001"));
        assertThat(high.uuid()).as("the JDK compares signed numbers").isLessThan(low.uuid());
    }
}
