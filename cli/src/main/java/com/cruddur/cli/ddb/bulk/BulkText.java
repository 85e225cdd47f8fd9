package com.cruddur.cli.ddb.bulk;

import java.util.Locale;
import java.util.Random;

/** Texts of everyday length: mostly one sentence, now and then a long one, always under 1 KB. */
final class BulkText {

    private static final String[] WORDS = ("the table has one key and two prefixes we read it before lunch then coffee"
                    + " went cold nobody saw stream records arrive late twice but order holds maybe tomorrow"
                    + " shall write tests first please look at page three again thanks great idea my index"
                    + " scan costs more than query so ask by group not year émile sent ten messages ☕ 🎉")
            .split(" ");

    private static final String[] ENDS = {".", ".", ".", "!", "?", "…"};

    private static final int MAX_WORDS = 90;

    private BulkText() {}

    static String next(Random random) {
        double r = random.nextDouble();
        int words = 1 + (int) (MAX_WORDS * r * r * r);
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < words; i++) {
            String word = WORDS[random.nextInt(WORDS.length)];
            if (i == 0) {
                word = word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1);
            } else {
                text.append(' ');
            }
            text.append(word);
        }
        return text.append(ENDS[random.nextInt(ENDS.length)]).toString();
    }
}
