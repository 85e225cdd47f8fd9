package com.cruddur.cli.ddb.bulk;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;

/** Who talks with whom: pairs, a few people in many of them, and one larger group for every ten pairs. */
final class BulkConversationMembers {

    /** As many conversations as this for each user, where there are enough people. */
    private static final int PER_USER = 5;

    private static final int PAIRS_PER_LARGER = 10;
    private static final int MAX_MEMBERS = 8;
    private static final long PLACE = Long.MIN_VALUE;

    private BulkConversationMembers() {}

    /** @return the members of each conversation, as numbers of users, ascending; no two are the same pair */
    static List<int[]> of(int users, long seed) {
        Random random = BulkDice.at(seed, PLACE);
        List<int[]> conversations = new ArrayList<>();
        int untilLarger = PAIRS_PER_LARGER;
        for (int[] pair : pairs(users, random)) {
            conversations.add(pair);
            if (--untilLarger == 0 && users >= MAX_MEMBERS) {
                untilLarger = PAIRS_PER_LARGER;
                Set<Integer> members = new TreeSet<>();
                int size = 3 + random.nextInt(MAX_MEMBERS - 2);
                while (members.size() < size) {
                    members.add(random.nextInt(users));
                }
                conversations.add(members.stream().mapToInt(Integer::intValue).toArray());
            }
        }
        return conversations;
    }

    private static List<int[]> pairs(int users, Random random) {
        long all = (long) users * (users - 1) / 2;
        int wanted = (int) Math.min(all, (long) users * PER_USER);
        List<int[]> pairs = new ArrayList<>(wanted);
        if (wanted > all / 4) {
            for (int a = 0; a < users; a++) {
                for (int b = a + 1; b < users; b++) {
                    pairs.add(new int[] {a, b});
                }
            }
            Collections.shuffle(pairs, random);
            return pairs.subList(0, wanted);
        }
        Set<Long> taken = new HashSet<>();
        while (pairs.size() < wanted) {
            // The square makes users with low numbers popular.
            double popular = random.nextDouble();
            int a = (int) (users * popular * popular);
            int b = random.nextInt(users);
            int low = Math.min(a, b);
            int high = Math.max(a, b);
            if (low != high && taken.add((long) low * users + high)) {
                pairs.add(new int[] {low, high});
            }
        }
        return pairs;
    }
}
