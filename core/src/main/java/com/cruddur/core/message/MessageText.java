package com.cruddur.core.message;

import com.cruddur.core.problem.CruddurException;
import com.cruddur.core.problem.ErrorCode;
import org.jspecify.annotations.Nullable;

/**
 * The text of a message that somebody wants to send.
 *
 * <p>Its length is counted in characters as people and Unicode count them (code points): 1 to 1,024, which
 * are at most 4,096 bytes of UTF-8. An item over 1 KB costs a second write unit. At least one of them is visible
 * ({@link BlankText}), and none is a control other than a tab and the ends of lines.
 */
public record MessageText(String value) {

    public static final int MAX_CHARACTERS = 1_024;

    /** Four bytes is the most that UTF-8 needs for a character (RFC 3629). */
    public static final int MAX_BYTES = 4 * MAX_CHARACTERS;

    /** @throws CruddurException with the code of what is wrong with the text */
    public MessageText {
        ErrorCode wrong = whatIsWrongWith(value);
        if (wrong != null) {
            throw new CruddurException(wrong, explain(wrong));
        }
    }

    /** The code of what is wrong with a text, or null where it may be sent. */
    public static @Nullable ErrorCode whatIsWrongWith(@Nullable String text) {
        if (text == null || BlankText.isBlank(text)) {
            return ErrorCode.MESSAGE_BLANK;
        }
        if (text.codePointCount(0, text.length()) > MAX_CHARACTERS) {
            return ErrorCode.MESSAGE_EXCEED_MAX_CHARS;
        }
        if (text.codePoints().anyMatch(c -> isHalfACharacter(c) || isControl(c))) {
            return ErrorCode.MALFORMED_REQUEST;
        }
        return null;
    }

    /** A surrogate without its partner has no UTF-8 form, so it could not be stored as it is. */
    private static boolean isHalfACharacter(int codePoint) {
        return codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE;
    }

    /** NUL and the other controls do nothing for a reader, and some steer the terminal or the log of whoever looks. */
    private static boolean isControl(int codePoint) {
        return Character.isISOControl(codePoint) && codePoint != '\t' && codePoint != '\n' && codePoint != '\r';
    }

    private static String explain(ErrorCode wrong) {
        return switch (wrong) {
            case MESSAGE_BLANK -> "Write something: the message has no visible character";
            case MESSAGE_EXCEED_MAX_CHARS -> "Shorten the message to " + MAX_CHARACTERS + " characters";
            default ->
                "The message holds a control character (such as U+0000) or half of a surrogate pair: remove it. Tabs and"
                        + " line breaks are allowed";
        };
    }
}
