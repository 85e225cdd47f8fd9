package com.cruddur.core.message;

import com.cruddur.core.conversation.ConversationId;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The greatest number of each conversation that this process has written or read within the last seconds. What it says may
 * be too small, since others write too, and is never too great: only numbers of stored messages may be told to it. It
 * forgets soon: by then the rows know, and a table that was dropped and made anew does not inherit the old one's numbers.
 *
 * <p>Times are of {@link System#nanoTime}: how long ago, whatever the clock says.
 */
final class KnownNumbers {

    /** About a megabyte in all. */
    private static final int MOST_CONVERSATIONS = 10_000;

    /** So long a number is remembered. The stream brings it to the rows within a second, if all is well. */
    private static final long REMEMBERED = Duration.ofSeconds(10).toNanos();

    /** What is this young is worth an attempt, also where other processes write. */
    private static final long FRESH = Duration.ofMillis(50).toNanos();

    /** So long after a lost race other processes are expected to write in the conversation. */
    private static final long CONTENDED = Duration.ofSeconds(10).toNanos();

    private final Map<ConversationId, Known> numbers = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<ConversationId, Known> leastRecentlyUsed) {
            return size() > MOST_CONVERSATIONS;
        }
    };

    private static final class Known {
        private long seq;
        private long knownAt;
        private boolean lostRace;
        private long lostRaceAt;
    }

    synchronized void isStored(ConversationId conversation, long seq, long now) {
        Known known = numbers.computeIfAbsent(conversation, g -> new Known());
        if (seq >= known.seq || now - known.knownAt >= REMEMBERED) {
            known.seq = seq;
            known.knownAt = now;
        }
    }

    /** @return 0 if nothing is known */
    synchronized long of(ConversationId conversation, long now) {
        Known known = numbers.get(conversation);
        return known == null || now - known.knownAt >= REMEMBERED ? 0 : known.seq;
    }

    /** Another process has won a number for which this one has tried too. */
    synchronized void raceLost(ConversationId conversation, long now) {
        Known known = numbers.computeIfAbsent(conversation, g -> new Known());
        known.lostRace = true;
        known.lostRaceAt = now;
    }

    /** Whether others have probably written since: then asking is cheaper than trying. */
    synchronized boolean isProbablyBehind(ConversationId conversation, long now) {
        Known known = numbers.get(conversation);
        return known != null && known.lostRace && now - known.lostRaceAt < CONTENDED && now - known.knownAt >= FRESH;
    }
}
