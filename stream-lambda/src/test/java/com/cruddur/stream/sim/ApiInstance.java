package com.cruddur.stream.sim;

import com.cruddur.core.UseCaseSettings;
import com.cruddur.core.UseCases;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** An instance of the API, with a clock of its own that is wrong in all the ways in which a clock can be. */
final class ApiInstance {

    private static final long AN_HOUR = 3_600_000;

    /** How far a clock may be off, in milliseconds. */
    private static final long[] CLOCK_ERRORS = {
        0, 0, 40, -40, 5_000, -5_000, SimulatedTime.MOST_ERROR, -SimulatedTime.MOST_ERROR, AN_HOUR
    };

    private static final long[] STEPS_BACK = {1, 1_000, 60_000, AN_HOUR, SimulatedTime.MOST_ERROR};

    final Party party;
    private final DynamoDbClient client;
    private final SimulatedTime time;
    private final LongSupplier ids;
    private final Choices choices;
    private final Tally tally;
    private final @Nullable Updates updates;
    private SimulatedTime.FaultyClock clock;
    private UseCases useCases;

    /** @param updates null for one without bus and cache */
    ApiInstance(
            Party party,
            DynamoDbClient client,
            SimulatedTime time,
            LongSupplier ids,
            Choices choices,
            Tally tally,
            @Nullable Updates updates) {
        this.party = party;
        this.updates = updates;
        this.client = updates == null ? client : updates.client(party, client);
        this.time = time;
        this.ids = ids;
        this.choices = choices;
        this.tally = tally;
        this.clock = newClock();
        this.useCases = newUseCases();
        party.onCrash(() -> {
            clock = newClock();
            useCases = newUseCases();
        });
    }

    /** As it is now: whoever asks it keeps this one, though the instance may die. */
    UseCases useCases() {
        return useCases;
    }

    void setClockBack() {
        if (clock.setBack(STEPS_BACK[choices.below(STEPS_BACK.length)])) {
            tally.count(Event.CLOCK_SET_BACK);
        }
    }

    void stopClock() {
        clock.stop();
        tally.count(Event.CLOCK_STOPPED);
    }

    private SimulatedTime.FaultyClock newClock() {
        long error = CLOCK_ERRORS[choices.below(CLOCK_ERRORS.length)];
        if (error != 0) {
            tally.count(Math.abs(error) < AN_HOUR ? Event.CLOCK_OFF : Event.CLOCK_FAR_OFF);
        }
        return time.clock(error);
    }

    private UseCases newUseCases() {
        return updates == null
                ? UseCases.of(
                        client,
                        Wiring.TABLE,
                        UseCaseSettings.at(clock).withRandom(ids).withPacing(new NoPacing()))
                : UseCases.of(
                        client,
                        Wiring.TABLE,
                        UseCaseSettings.at(clock)
                                .withRandom(ids)
                                .withPacing(new NoPacing())
                                .withBus(updates.bus(party), updates.announcements(party))
                                .withCache(updates.cache(party, ids)));
    }
}
