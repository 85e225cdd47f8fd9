package com.cruddur.cli.ddb.read;

import java.util.List;

/** Notes in brackets after a text. */
final class Brackets {

    private Brackets() {}

    static String after(String text, List<String> notes) {
        if (notes.isEmpty()) {
            return text;
        }
        String brackets = "[" + String.join("; ", notes) + "]";
        return text.isEmpty() ? brackets : text + " " + brackets;
    }
}
