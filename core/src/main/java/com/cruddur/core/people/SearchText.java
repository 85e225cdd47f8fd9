package com.cruddur.core.people;

import com.cruddur.core.problem.CruddurException;
import com.cruddur.core.problem.ErrorCode;

/**
 * What somebody has typed to find a person: the beginning of a handle or of a word of a name, or several such beginnings.
 * White space at both ends is not part of it.
 *
 * @param value 2 to 64 characters (code points), none of which is a control
 */
public record SearchText(String value) {

    public static final int MIN_CHARACTERS = 2;

    public static final int MAX_CHARACTERS = 64;

    /** @throws CruddurException {@link ErrorCode#MALFORMED_REQUEST} */
    public SearchText {
        if (value.codePoints().anyMatch(SearchText::isRefused)) {
            throw new CruddurException(
                    ErrorCode.MALFORMED_REQUEST,
                    "q holds a control character (such as U+0000) or half of a surrogate pair: remove it");
        }
        value = value.strip();
        int length = value.codePointCount(0, value.length());
        if (length < MIN_CHARACTERS || length > MAX_CHARACTERS) {
            throw new CruddurException(
                    ErrorCode.MALFORMED_REQUEST,
                    "q is the beginning of a handle or of a word of a name: " + MIN_CHARACTERS + " to " + MAX_CHARACTERS
                            + " characters");
        }
    }

    private static boolean isRefused(int codePoint) {
        return Character.isISOControl(codePoint) || Character.getType(codePoint) == Character.SURROGATE;
    }
}
