package com.cruddur.core.conversation;

import java.nio.charset.StandardCharsets;

/**
 * Texts as a conversation row shows them: cut, so that a row stays under 1 KB, one write unit, whatever it shows. The
 * limits are in characters for what a reader sees, and in bytes of UTF-8 for what it costs.
 */
public final class RowText {

    public static final int MAX_PREVIEW_CHARACTERS = 120;
    static final int MAX_PREVIEW_BYTES = 240;
    static final int MAX_TITLE_BYTES = 160;
    static final int MAX_NAME_BYTES = 80;
    private static final String ELLIPSIS = "…";

    private RowText() {}

    /** What a conversation shows of a message: all of it, or its beginning and an ellipsis. */
    public static String preview(String text) {
        return cut(text, MAX_PREVIEW_CHARACTERS, MAX_PREVIEW_BYTES);
    }

    /** A group's title. */
    public static String title(String text) {
        return cut(text, Integer.MAX_VALUE, MAX_TITLE_BYTES);
    }

    /** A person with a name that fits into a row. */
    public static Member member(Member member) {
        return new Member(member.id(), member.handle(), cut(member.displayName(), Integer.MAX_VALUE, MAX_NAME_BYTES));
    }

    static int bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }

    static String cut(String text, int maxCharacters, int maxBytes) {
        if (text.codePointCount(0, text.length()) <= maxCharacters && bytes(text) <= maxBytes) {
            return text;
        }
        StringBuilder beginning = new StringBuilder();
        int characters = 1;
        int bytes = bytes(ELLIPSIS);
        for (int character : text.codePoints().toArray()) {
            characters++;
            bytes += bytes(Character.toString(character));
            if (characters > maxCharacters || bytes > maxBytes) {
                break;
            }
            beginning.appendCodePoint(character);
        }
        return beginning.append(ELLIPSIS).toString();
    }
}
