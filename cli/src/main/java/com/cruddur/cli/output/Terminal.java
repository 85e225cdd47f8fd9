package com.cruddur.cli.output;

import java.io.Console;
import java.lang.reflect.Method;
import org.jspecify.annotations.Nullable;

/** What standard input and output are connected to. */
public final class Terminal {

    private Terminal() {}

    /** @param term {@code TERM}: one that is {@code dumb} can neither draw over a line nor show colours */
    public static boolean isDumb(@Nullable String term) {
        return "dumb".equals(term);
    }

    /** From Java 22 on there is a console without a terminal too. */
    @SuppressWarnings("SystemConsoleNull") // asked below
    public static boolean isThere() {
        Console console = System.console();
        if (console == null) {
            return false;
        }
        try {
            Method isTerminal = Console.class.getMethod("isTerminal");
            return (boolean) isTerminal.invoke(console);
        } catch (ReflectiveOperationException e) {
            return true;
        }
    }
}
