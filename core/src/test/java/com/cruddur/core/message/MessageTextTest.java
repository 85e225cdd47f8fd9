package com.cruddur.core.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.cruddur.core.problem.CruddurException;
import com.cruddur.core.problem.ErrorCode;
import java.nio.charset.StandardCharsets;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MessageTextTest {

    private static final String ROCKET = "🚀";

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\n\t ", "\u2003"})
    void nothingVisibleIsBlank(String text) {
        assertThatThrownBy(() -> new MessageText(text))
                .isInstanceOfSatisfying(
                        CruddurException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.MESSAGE_BLANK));
    }

    @Test
    void aMissingTextIsBlank() {
        assertThat(MessageText.whatIsWrongWith(null)).isEqualTo(ErrorCode.MESSAGE_BLANK);
    }

    @Test
    void acceptsTheMostCharactersOfFourBytesEach() {
        String longest = ROCKET.repeat(MessageText.MAX_CHARACTERS);

        assertThat(new MessageText(longest).value().getBytes(StandardCharsets.UTF_8))
                .hasSize(MessageText.MAX_BYTES);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", ROCKET})
    void refusesOneCharacterMore(String character) {
        assertThat(MessageText.whatIsWrongWith(character.repeat(MessageText.MAX_CHARACTERS + 1)))
                .isEqualTo(ErrorCode.MESSAGE_EXCEED_MAX_CHARS);
    }

    @Test
    void refusesHalfOfASurrogatePair() {
        assertThat(MessageText.whatIsWrongWith("half " + ROCKET.charAt(0))).isEqualTo(ErrorCode.MALFORMED_REQUEST);
    }

    @Property
    void aPreviewIsTheTextOrItsBeginning(@ForAll String text) {
        String preview = MessageText.preview(text);

        assertThat(preview.codePointCount(0, preview.length())).isLessThanOrEqualTo(120);
        if (!preview.equals(text)) {
            assertThat(preview).endsWith("…");
            assertThat(text).startsWith(preview.substring(0, preview.length() - 1));
            assertThat(text.codePointCount(0, text.length())).isGreaterThan(120);
        }
    }
}
