package com.cruddur.core.send;

import com.cruddur.core.conversation.Conversation;
import java.time.Duration;
import java.util.function.Supplier;

/**
 * A member's row, read anew where it was read a while ago: who is removed or blocked while waiting for a turn writes nothing
 * more.
 */
public final class Membership {

    /** For so long a membership that was read holds, in nanoseconds. */
    private static final long FRESH = Duration.ofMillis(50).toNanos();

    private final Supplier<Conversation> reading;
    private final SendPacing pacing;
    private Conversation row;
    private long readAt;

    /** @param reading reads the row, and fails for whoever is no member or may not write; called now */
    public Membership(Supplier<Conversation> reading, SendPacing pacing) {
        this.reading = reading;
        this.pacing = pacing;
        this.row = reading.get();
        this.readAt = pacing.nanoTime();
    }

    /** The row, read within the last 50 ms. 1 RCU where it is read anew. */
    public Conversation fresh() {
        if (pacing.nanoTime() - readAt > FRESH) {
            row = reading.get();
            readAt = pacing.nanoTime();
        }
        return row;
    }
}
