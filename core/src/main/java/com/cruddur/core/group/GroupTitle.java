package com.cruddur.core.group;

import com.cruddur.core.message.BlankText;
import com.cruddur.core.problem.CruddurException;
import com.cruddur.core.problem.ErrorCode;

/** The title of a group: one line of 1 to 80 characters, of which one is visible. Space around it is dropped. */
public record GroupTitle(String value) {

    public static final int MAX_CHARACTERS = 80;

    /** @throws CruddurException {@link ErrorCode#MALFORMED_REQUEST}; says what is wrong */
    public GroupTitle {
        value = value.strip();
        if (BlankText.isBlank(value)) {
            throw malformed("The title has no visible character: write one, or leave it out");
        }
        if (value.codePointCount(0, value.length()) > MAX_CHARACTERS) {
            throw malformed("Shorten the title to " + MAX_CHARACTERS + " characters");
        }
        if (value.codePoints().anyMatch(GroupTitle::isForbidden)) {
            throw malformed("The title holds a control character, a line break, a mark that turns the direction of"
                    + " writing, or half of a surrogate pair: remove it");
        }
    }

    private static CruddurException malformed(String detail) {
        return new CruddurException(ErrorCode.MALFORMED_REQUEST, detail);
    }

    /** A title stands between other texts, so nothing in it may change how those are shown. */
    private static boolean isForbidden(int character) {
        return Character.isISOControl(character)
                || Character.getType(character) == Character.SURROGATE
                || Character.getType(character) == Character.LINE_SEPARATOR
                || Character.getType(character) == Character.PARAGRAPH_SEPARATOR
                || isBidiMark(character);
    }

    /** Unicode's property Bidi_Control. */
    private static boolean isBidiMark(int character) {
        return character == 0x061C
                || character >= 0x200E && character <= 0x200F
                || character >= 0x202A && character <= 0x202E
                || character >= 0x2066 && character <= 0x2069;
    }
}
