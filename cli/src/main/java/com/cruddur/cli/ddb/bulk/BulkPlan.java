package com.cruddur.cli.ddb.bulk;

import com.cruddur.cli.account.Account;
import com.cruddur.core.people.Handle;
import com.cruddur.core.people.User;
import com.cruddur.core.people.UserId;
import com.cruddur.core.people.Users;
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
    private final List<int[]> conversations;

    BulkPlan(BulkSpec spec) {
        this.spec = spec;
        this.conversations = BulkConversationMembers.of(spec.users(), spec.seed());
    }

    /** The n-th user; the same for every seed. */
    static Account user(int n) {
        Handle handle = new Handle(String.format("bulk%07d", n));
        String name = FIRST[n % FIRST.length] + " " + LAST[n / FIRST.length % LAST.length];
        User user = new User(new UserId(UuidCreator.getNameBasedSha1("user:" + handle)), handle, name);
        return new Account(user, handle + "@example.com", Users.UNMATCHED);
    }

    /** The members of a conversation, as numbers of users. */
    int[] members(int conversation) {
        return conversations.get(conversation);
    }

    /** How many conversations have a message. */
    int conversationsInUse() {
        return Math.min(conversations.size(), spec.messages());
    }

    /** The conversation of the n-th message: first each once, then some far more often than others. */
    int conversationOf(int n) {
        return n < conversations.size() ? n : skewed(BulkDice.at(spec.seed(), n));
    }

    Instant timeOf(int n) {
        int offset = BulkDice.at(~spec.seed(), n).nextInt(STEP_MILLIS);
        return BEGIN.plus(Duration.ofMillis((long) n * STEP_MILLIS + offset));
    }

    Line line(int n) {
        Random random = BulkDice.at(spec.seed(), n);
        int conversation = skewed(random);
        if (n < conversations.size()) {
            conversation = n;
        }
        return new Line(conversation, random.nextInt(conversations.get(conversation).length), BulkText.next(random));
    }

    /** The busiest hundredth of the conversations gets a fifth of the messages. */
    private int skewed(Random random) {
        double r = random.nextDouble();
        return (int) (conversations.size() * r * r * r);
    }

    /**
     * A message without names.
     *
     * @param sender the place among the conversation's members
     */
    record Line(int conversation, int sender, String text) {}
}
