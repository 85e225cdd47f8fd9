package com.cruddur.core.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.cruddur.core.conversation.RowText;
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

    /** One of each kind: white space of Unicode, of Java alone, of width zero, fillers, marks, controls, tags. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "\n\t ",
                "\u2003",
                "\u00a0",
                "\u2007",
                "\u202f",
                "\ufeff",
                "\u0085",
                "\u001c",
                "\u3000",
                "\u200b",
                "\u200d\u2060",
                "\u202e",
                "\u2066\u2069",
                "\u0000",
                "\u009b",
                "\u00ad",
                "\u034f",
                "\u115f",
                "\u180e",
                "\u2800",
                "\u3164",
                "\ufe0f",
                "\uffa0",
                "\udb40\udc41",
                "\ud800"
            })
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

    @ParameterizedTest
    @ValueSource(strings = {".", "\u0301", "\u0600", "\u2801", "\u200d\u2764\ufe0f", " x ", "\u05d0\u202e"})
    void whatShowsSomethingIsNotBlank(String text) {
        assertThat(MessageText.whatIsWrongWith(text)).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\u0000b", "a\u001b[2J", "a\u000b", "a\u007f", "a\u0085b", "a\u009b2J"})
    void refusesControls(String text) {
        assertThat(MessageText.whatIsWrongWith(text)).isEqualTo(ErrorCode.MALFORMED_REQUEST);
    }

    @Test
    void takesTabsAndTheEndsOfLines() {
        assertThat(MessageText.whatIsWrongWith("a\tb\r\nc")).isNull();
    }

    @Property
    void aPreviewIsTheTextOrItsBeginning(@ForAll String text) {
        String preview = RowText.preview(text);

        assertThat(preview.codePointCount(0, preview.length())).isLessThanOrEqualTo(120);
        if (!preview.equals(text)) {
            assertThat(preview).endsWith("…");
            assertThat(text).startsWith(preview.substring(0, preview.length() - 1));
            assertThat(text.codePointCount(0, text.length()) > 120
                            || text.getBytes(StandardCharsets.UTF_8).length > 240)
                    .isTrue();
        }
    }
}
