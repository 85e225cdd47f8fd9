package com.cruddur.cli.cognito;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.apache.commons.text.similarity.LevenshteinDistance;

/** Finds the names that somebody may have meant: a few typing errors away. */
final class SimilarNames {

    private static final int NEAR = 3;
    private static final int MOST = 3;

    private SimilarNames() {}

    /** Up to three names at a distance of at most three edits, and less than half of the name, nearest first. */
    static List<String> nearest(String name, Collection<String> names) {
        record Candidate(String name, int distance) {}
        int limit = Math.min(NEAR, Math.max(1, (name.length() - 1) / 2));
        // -1 for what is further away.
        LevenshteinDistance distance = new LevenshteinDistance(limit);
        return names.stream()
                .distinct()
                .map(other -> new Candidate(other, distance.apply(fold(name), fold(other))))
                .filter(candidate -> candidate.distance() >= 0)
                .sorted(Comparator.comparingInt(Candidate::distance).thenComparing(Candidate::name))
                .limit(MOST)
                .map(Candidate::name)
                .toList();
    }

    private static String fold(String name) {
        return name.toLowerCase(Locale.ROOT);
    }
}
