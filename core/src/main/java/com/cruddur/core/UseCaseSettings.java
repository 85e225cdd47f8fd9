package com.cruddur.core;

import com.cruddur.core.cache.ReadCache;
import com.cruddur.core.change.EditWindow;
import com.cruddur.core.live.LiveBus;
import com.cruddur.core.send.LocalPacing;
import com.cruddur.core.send.SendPacing;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.concurrent.Executor;
import java.util.function.LongSupplier;

/**
 * What the use cases need beside the table. Begin with {@link #at} and change what is otherwise.
 *
 * @param clock gives messages their times; no order depends on it
 * @param editWindow how long a message may be edited
 * @param random makes the ids of messages and conversations
 * @param pacing keeps the sends of this process from competing for a number
 * @param bus learns of everything that is stored
 * @param announcements its threads tell the bus, and the cache of the lists of a group's members; may refuse: then the event is
 *     lost, and of a message the stream function alone tells
 * @param cache keeps first pages of lists and newest pages of conversations
 * @param counting counts what is unread in several conversations of a list at the same time
 */
public record UseCaseSettings(
        Clock clock,
        EditWindow editWindow,
        LongSupplier random,
        SendPacing pacing,
        LiveBus bus,
        Executor announcements,
        ReadCache cache,
        Executor counting) {

    /** Without bus, cache and announcements; what is unread is counted in one conversation after the other. */
    public static UseCaseSettings at(Clock clock) {
        return new UseCaseSettings(
                clock,
                EditWindow.DEFAULT,
                new SecureRandom()::nextLong,
                new LocalPacing(),
                LiveBus.NONE,
                task -> {},
                ReadCache.NONE,
                Runnable::run);
    }

    public UseCaseSettings withEditWindow(EditWindow other) {
        return new UseCaseSettings(clock, other, random, pacing, bus, announcements, cache, counting);
    }

    /** For whoever must be able to repeat a run exactly. */
    public UseCaseSettings withRandom(LongSupplier other) {
        return new UseCaseSettings(clock, editWindow, other, pacing, bus, announcements, cache, counting);
    }

    public UseCaseSettings withPacing(SendPacing other) {
        return new UseCaseSettings(clock, editWindow, random, other, bus, announcements, cache, counting);
    }

    /** @param threads tell the bus, and the cache of the lists of a group's members */
    public UseCaseSettings withBus(LiveBus other, Executor threads) {
        return new UseCaseSettings(clock, editWindow, random, pacing, other, threads, cache, counting);
    }

    public UseCaseSettings withCache(ReadCache other) {
        return new UseCaseSettings(clock, editWindow, random, pacing, bus, announcements, other, counting);
    }

    public UseCaseSettings withCounting(Executor other) {
        return new UseCaseSettings(clock, editWindow, random, pacing, bus, announcements, cache, other);
    }
}
