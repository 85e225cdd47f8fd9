package com.cruddur.core.message;

import com.cruddur.core.conversation.ConversationId;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.LongSupplier;

/**
 * The greatest number of each conversation that this process has written or read within the last seconds. What it says may
 * be too small, since others write too, and is never too great: only numbers of stored messages may be told to it. It
 * forgets soon: by then the rows know, and a table that was dropped and made anew does not inherit the old one's numbers.
 */
public final class KnownNumbers {

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

    private final LongSupplier nanoTime;

    /** @param nanoTime as {@link System#nanoTime} */
    public KnownNumbers(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    /** A message is stored at this number. */
    public synchronized void isStored(ConversationId conversation, long seq) {
        long now = nanoTime.getAsLong();
        Known known = numbers.computeIfAbsent(conversation, g -> new Known());
        if (seq >= known.seq || now - known.knownAt >= REMEMBERED) {
            known.seq = seq;
            known.knownAt = now;
        }
    }

    /**
     * The greatest number that is known, 0 if none is. Empty if others have probably written since: then asking is cheaper
     * than trying.
     */
    public synchronized OptionalLong newest(ConversationId conversation) {
        long now = nanoTime.getAsLong();
        Known known = numbers.get(conversation);
        if (known == null) {
            return OptionalLong.of(0);
        }
        if (known.lostRace && now - known.lostRaceAt < CONTENDED && now - known.knownAt >= FRESH) {
            return OptionalLong.empty();
        }
        return OptionalLong.of(now - known.knownAt >= REMEMBERED ? 0 : known.seq);
    }

    /** Another process has won a number for which this one has tried too. */
    public synchronized void raceLost(ConversationId conversation) {
        Known known = numbers.computeIfAbsent(conversation, g -> new Known());
        known.lostRace = true;
        known.lostRaceAt = nanoTime.getAsLong();
    }
}
