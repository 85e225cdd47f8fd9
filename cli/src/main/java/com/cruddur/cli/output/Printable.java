package com.cruddur.cli.output;

/** Texts of users, made safe for a terminal: they could otherwise move its cursor, or show what is not there. */
public final class Printable {

    private static final int MAX_COLUMN = 60;

    private Printable() {}

    /** In one line, with everything that steers a terminal as {@code \}{@code u001b}. */
    public static String line(String text) {
        StringBuilder line = new StringBuilder(text.length());
        text.chars().forEach(c -> {
            if (c == '\n') {
                line.append("\\n");
            } else if (c == '\t') {
                line.append(' ');
            } else if (steersTerminal(c)) {
                line.append("\\u%04x".formatted(c));
            } else {
                line.append((char) c);
            }
        });
        return line.toString();
    }

    /** The beginning of it, in one line. */
    public static String preview(String text) {
        String line = line(text);
        return line.codePointCount(0, line.length()) <= MAX_COLUMN
                ? line
                : line.substring(0, line.offsetByCodePoints(0, MAX_COLUMN - 1)) + "…";
    }

    /** All of it; its own lines stay lines, under each other. */
    public static String lines(String text, int indent) {
        return String.join(
                "\n" + " ".repeat(indent), text.lines().map(Printable::line).toList());
    }

    /** Control characters, the line separators of Unicode, and those that turn the direction of writing. */
    static boolean steersTerminal(int c) {
        return Character.isISOControl(c)
                || c == 0x200e
                || c == 0x200f
                || c == 0x2028
                || c == 0x2029
                || (c >= 0x202a && c <= 0x202e)
                || (c >= 0x2066 && c <= 0x2069);
    }
}
