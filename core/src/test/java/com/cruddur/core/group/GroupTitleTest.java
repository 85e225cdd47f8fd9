package com.cruddur.core.group;

import static com.cruddur.core.testing.Failures.assertFails;
import static org.assertj.core.api.Assertions.assertThat;

import com.cruddur.core.problem.ErrorCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GroupTitleTest {

    @Test
    void spaceAroundATitleIsDropped() {
        assertThat(new GroupTitle("  Babylon 5 ").value()).isEqualTo("Babylon 5");
    }

    @Test
    void aTitleHasUpToEightyCharactersAsPeopleCountThem() {
        assertThat(new GroupTitle("🦊".repeat(80)).value()).hasSize(160);
        assertFails(ErrorCode.MALFORMED_REQUEST, () -> new GroupTitle("🦊".repeat(81)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "\u00a0\u200b",
                "a\u0000",
                "a\nb",
                "a\u2028b",
                "a\u202eb",
                "a\u2066b",
                "a\u200fb",
                "a\ud800"
            })
    void refusesWhatShowsNothingOrChangesHowOtherTextIsShown(String text) {
        assertFails(ErrorCode.MALFORMED_REQUEST, () -> new GroupTitle(text));
    }
}
