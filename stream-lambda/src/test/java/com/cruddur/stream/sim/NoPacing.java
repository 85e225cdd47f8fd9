package com.cruddur.stream.sim;

import com.cruddur.core.conversation.ConversationId;
import com.cruddur.core.send.SendPacing;
import java.util.function.Supplier;

/** Nobody waits for anybody, so that the senders of one instance compete for a number too: that is more schedules. */
final class NoPacing implements SendPacing {

    private long now;

    @Override
    public <T> T inTurn(ConversationId conversation, Supplier<T> send) {
        return send.get();
    }

    /** Each look at it is 20 ms later: what is known is fresh for some sends and old for others. */
    @Override
    public long nanoTime() {
        return now += 20_000_000;
    }

    @Override
    public void pauseAfter(int attempt) {
        // Others go on at every call.
    }
}
