package com.cruddur.core.change;

import static com.cruddur.core.testing.Failures.assertFails;
import static org.assertj.core.api.Assertions.assertThat;

import com.cruddur.core.problem.ErrorCode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EmojiTest {

    @ParameterizedTest
    @ValueSource(strings = {"👍", "👍🏽", "👩‍👩‍👧‍👦", "🇩🇪", "🏴󠁧󠁢󠁳󠁣󠁴󠁿", "❤️", "1️⃣", "🫨"})
    void takesEveryEmojiOfUnicodesList(String emoji) {
        assertThat(new Emoji(emoji).value()).isEqualTo(emoji);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a", "1", "👍👍", "👍 ", ":+1:", "\u200d", "\u202e"})
    void refusesEverythingElse(String text) {
        assertFails(ErrorCode.MALFORMED_REQUEST, () -> new Emoji(text));
    }
}
