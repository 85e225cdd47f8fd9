package com.cruddur.cli.ddb.bulk;

import com.cruddur.cli.account.Account;
import com.cruddur.core.user.Handle;
import com.cruddur.core.user.User;
import com.cruddur.core.user.Users;
import com.github.f4b6a3.uuid.UuidCreator;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;

/**
 * What a bulk load consists of, computed from the numbers of {@link BulkSpec} alone: the n-th message is the same
 * whoever asks for it first. That is what makes every write repeatable.
 */
final class BulkPlan {

    /** When the first message was sent; every later one in the five seconds that are its own. */
    static final Instant BEGIN = Instant.parse("2024-01-01T00:00:00Z");

    private static final int STEP_MILLIS = 5_000;

    private static final String[] FIRST = "Ada Bo Chidi Dana Emre Fatou Goran Hana Ines Jun Kofi Lena".split(" ");
    private static final String[] LAST = "Adler Brown Costa Dubois Eze Fischer Garcia Haddad Ito Jensen".split(" ");

    private final BulkSpec spec;
    private final List<int[]> groups;

    BulkPlan(BulkSpec spec) {
        this.spec = spec;
        this.groups = BulkGroups.of(spec.users(), spec.seed());
    }

    /** The n-th user; the same for every seed. */
    static Account user(int n) {
        Handle handle = new Handle(String.format("bulk%07d", n));
        String name = FIRST[n % FIRST.length] + " " + LAST[n / FIRST.length % LAST.length];
        User user = new User(UuidCreator.getNameBasedSha1("user:" + handle), handle, name);
        return new Account(user, handle + "@example.com", Users.UNMATCHED);
    }

    /** The members of a group, as numbers of users. */
    int[] members(int group) {
        return groups.get(group);
    }

    /** How many groups have a message. */
    int groupsInUse() {
        return Math.min(groups.size(), spec.messages());
    }

    /** The group of the n-th message: first each once, then some far more often than others. */
    int groupOf(int n) {
        return n < groups.size() ? n : skewed(BulkDice.at(spec.seed(), n));
    }

    Instant timeOf(int n) {
        int offset = BulkDice.at(~spec.seed(), n).nextInt(STEP_MILLIS);
        return BEGIN.plus(Duration.ofMillis((long) n * STEP_MILLIS + offset));
    }

    Line line(int n) {
        Random random = BulkDice.at(spec.seed(), n);
        int group = skewed(random);
        if (n < groups.size()) {
            group = n;
        }
        return new Line(group, random.nextInt(groups.get(group).length), BulkText.next(random));
    }

    /** The busiest hundredth of the groups gets a fifth of the messages. */
    private int skewed(Random random) {
        double r = random.nextDouble();
        return (int) (groups.size() * r * r * r);
    }

    /**
     * A message without names.
     *
     * @param sender the place among the group's members
     */
    record Line(int group, int sender, String text) {}
}
