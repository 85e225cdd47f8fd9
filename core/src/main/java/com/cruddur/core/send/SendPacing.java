package com.cruddur.core.send;

import com.cruddur.core.conversation.ConversationId;
import java.util.function.Supplier;

/** How the senders of one conversation keep out of each other's way. It only makes sends quicker and cheaper. */
public interface SendPacing {

    /** Runs a send when those before it in the same conversation have ended. */
    <T> T inTurn(ConversationId conversation, Supplier<T> send);

    /** As {@link System#nanoTime}. */
    long nanoTime();

    /** Waits before the next attempt of a send whose number somebody else has won. */
    void pauseAfter(int attempt);
}
