package com.cruddur.core.people;

import static com.cruddur.core.testing.Failures.assertFails;
import static org.assertj.core.api.Assertions.assertThat;

import com.cruddur.core.problem.ErrorCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SearchTextTest {

    @Test
    void whiteSpaceAtTheEndsIsNotPartOfIt() {
        assertThat(new SearchText("  lon \u3000").value()).isEqualTo("lon");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a", "  ", " a ", "\ud83d\ude00"})
    void has2CharactersOrMore(String typed) {
        assertFails(ErrorCode.MALFORMED_REQUEST, () -> new SearchText(typed));
    }

    @Test
    void has64CharactersAtMost() {
        assertThat(new SearchText("\ud83d\ude00".repeat(64)).value()).hasSize(128);
        assertFails(ErrorCode.MALFORMED_REQUEST, () -> new SearchText("a".repeat(65)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"lo\u0000ndo", "londo\n", "\tlondo", "lo\u009bndo", "lo\ud83d"})
    void holdsNoControlAndNoHalfOfACharacter(String typed) {
        assertFails(ErrorCode.MALFORMED_REQUEST, () -> new SearchText(typed));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a b c d", "& |", "a \u3000 b", "e\u0301 e\u0301\u0301", "\u0301\u0301", "\u00a8\u00a8"})
    void hasAWordOf2CharactersOrMore(String typed) {
        assertFails(ErrorCode.MALFORMED_REQUEST, () -> new SearchText(typed));
    }

    @Test
    void theLongestWordIsAsItIsCompared() {
        assertThat(new SearchText("londo m").longestWord()).isEqualTo("londo");
        assertThat(new SearchText("m Zoë").longestWord()).isEqualTo("Zoe");
        assertThat(new SearchText("Ｗｉｄｅ a").longestWord()).isEqualTo("Wide");
    }

    @ParameterizedTest
    @ValueSource(strings = {"%_", "\\\\", "':*", ".*"})
    void takesSigns(String typed) {
        assertThat(new SearchText(typed).value()).isEqualTo(typed);
    }
}
