package com.cruddur.cli.cognito;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** Finds the names that somebody may have meant: a few typing errors away. */
final class EditDistance {

    private static final int NEAR = 3;
    private static final int MOST = 3;

    private EditDistance() {}

    /** Up to three names at a distance of at most three edits, and less than half of the name, nearest first. */
    static List<String> nearest(String name, Collection<String> names) {
        record Candidate(String name, int distance) {}
        int limit = Math.min(NEAR, Math.max(1, (name.length() - 1) / 2));
        return names.stream()
                .distinct()
                .filter(other -> Math.abs(other.length() - name.length()) <= limit)
                .map(other -> new Candidate(other, between(name, other)))
                .filter(candidate -> candidate.distance() <= limit)
                .sorted(Comparator.comparingInt(Candidate::distance).thenComparing(Candidate::name))
                .limit(MOST)
                .map(Candidate::name)
                .toList();
    }

    /** Levenshtein's distance, without regard to case. */
    static int between(String one, String other) {
        String a = one.toLowerCase(Locale.ROOT);
        String b = other.toLowerCase(Locale.ROOT);
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int replaced = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[b.length()];
    }
}
