package com.cruddur.core.people;

import com.cruddur.core.problem.CruddurException;
import com.cruddur.core.problem.ErrorCode;
import java.text.Normalizer;
import java.util.Arrays;
import java.util.Comparator;
import java.util.regex.Pattern;

/**
 * What somebody has typed to find a person: the beginning of a handle or of a word of a name, or several such beginnings.
 * White space at both ends is not part of it.
 *
 * @param value 2 to 64 characters (code points), none of which is a control; one of its words has 2 or more, without marks
 */
public record SearchText(String value) {

    public static final int MIN_CHARACTERS = 2;

    public static final int MAX_CHARACTERS = 64;

    /** Those above and below letters, which do not count. */
    private static final Pattern MARKS = Pattern.compile("[\\u0300-\\u036f]");

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
        if (length(longestWord(value)) < MIN_CHARACTERS) {
            throw new CruddurException(
                    ErrorCode.MALFORMED_REQUEST,
                    "q needs a word of " + MIN_CHARACTERS + " letters or signs: type more of it");
        }
    }

    /** The word that finds the fewest, so far as its length tells: as {@code search_form} of migration 2 compares it. */
    String longestWord() {
        return longestWord(value);
    }

    private static String longestWord(String text) {
        String compared =
                MARKS.matcher(Normalizer.normalize(text, Normalizer.Form.NFKD)).replaceAll("");
        return Arrays.stream(compared.split("\\s+"))
                .max(Comparator.comparingInt(SearchText::length))
                .orElse("");
    }

    private static int length(String text) {
        return text.codePointCount(0, text.length());
    }

    private static boolean isRefused(int codePoint) {
        return Character.isISOControl(codePoint) || Character.getType(codePoint) == Character.SURROGATE;
    }
}
