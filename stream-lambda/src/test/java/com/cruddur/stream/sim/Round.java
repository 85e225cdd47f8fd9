package com.cruddur.stream.sim;

import com.cruddur.core.UseCases;
import com.cruddur.core.people.User;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One round of a {@link World}: says whose turn it is, and lets things happen in between, until there have been enough of
 * them. From then on nothing disturbs any more, and the round goes on until all that is under way has ended.
 */
final class Round {

    /** After so many steps a round goes on undisturbed; and then it has to end some time. */
    private static final int MOST_DISTURBED_STEPS = 300;

    private static final int MOST_STEPS = 20_000;

    /** Beside the network's faults. */
    private static final int MOST_EVENTS = 6;

    /** At lists and pages, where there is a cache. */
    private static final int MOST_LOOKS = 20;

    private final World world;
    private final Stage stage;
    private final Choices choices;
    private final Tally tally;
    private final Trace trace;
    private final SimulatedTime time;
    private final Network network;
    private final StreamModel stream;
    private final Promises promises;
    private final Witness witness;
    private final Readers readers;
    private final Population population;
    private final @Nullable Updates updates;
    private final @Nullable Mapping mapping;
    private final @Nullable PumpProcess pump;
    private final @Nullable Operator operator;

    private int steps;
    private int eventsLeft;
    private int looksLeft = MOST_LOOKS;
    private int lastLooks;
    private boolean calm;

    Round(World world) {
        this.world = world;
        this.stage = world.stage;
        this.choices = world.choices;
        this.tally = world.tally;
        this.trace = world.trace;
        this.time = world.time;
        this.network = world.network;
        this.stream = world.stream;
        this.promises = world.promises;
        this.witness = world.witness;
        this.readers = world.readers;
        this.population = world.population;
        this.updates = world.updates;
        this.mapping = world.mapping;
        this.pump = world.pump;
        this.operator = world.operator;
        this.eventsLeft = updates == null ? MOST_EVENTS : 2 * MOST_EVENTS;
    }

    /** Whose turn it is. Things that nobody runs happen here, in between. */
    Stage.@Nullable Activity next() {
        while (true) {
            if (++steps > (updates == null ? MOST_DISTURBED_STEPS : 2 * MOST_DISTURBED_STEPS)) {
                becomeCalm();
            }
            Violation.unless(steps < MOST_STEPS, () -> "It never settles");
            time.pass(calm ? 500 : steps % 4 == 0 ? 1 : 0);
            Stage.Activity current = stage.current();
            List<Stage.Activity> ready =
                    world.alive.stream().filter(Stage.Activity::isReady).toList();
            if (current != null && ready.contains(current) && (calm || !choices.percent(world.switchPercent))) {
                return current;
            } else if (calm && !ready.isEmpty()) {
                return ready.get(0);
            } else if (calm && !settle()) {
                return null;
            } else if (!calm) {
                List<Runnable> offers = offers();
                int chosen = choices.below(ready.size() + offers.size());
                if (chosen < ready.size()) {
                    return ready.get(chosen);
                }
                offers.get(chosen - ready.size()).run();
            }
        }
    }

    private void becomeCalm() {
        if (!calm) {
            trace.add(() -> "from here on undisturbed");
            calm = true;
            network.calm();
            if (pump != null) {
                pump.wake();
            }
        }
    }

    /** What could happen now beside what is under way, the dullest first. */
    private List<Runnable> offers() {
        List<Runnable> offers = new ArrayList<>();
        int clients = population.ready();
        for (int i = 0; i < clients; i++) {
            int client = i;
            offers.add(() -> clientActs(client));
        }
        if (clients == 0 && world.alive.isEmpty()) {
            offers.add(this::becomeCalm);
        }
        for (Follower follower : readers.ready()) {
            offers.add(() -> follows(follower));
        }
        if (updates != null) {
            offers.addAll(updates.offers(world.instances));
            if (looksLeft > 0 && !readers.nothingToRead()) {
                offers.add(this::looks);
            }
        }
        for (int i = 0; i < network.late().size(); i++) {
            int request = i;
            offers.add(() -> arrives(request));
        }
        for (int i = 0; mapping != null && i < mapping.ready(); i++) {
            int lane = i;
            offers.add(() -> invoke(mapping.next(lane, false)));
        }
        if (pump != null && !pump.party.isBusy()) {
            offers.add(this::pumpSteps);
        }
        if (eventsLeft > 0) {
            offers.add(() -> happens("time passes", this::timePasses));
            offers.add(() -> happens("clock set back", () -> anInstance().setClockBack()));
            offers.add(() -> happens("clock stopped", () -> anInstance().stopClock()));
            offers.add(() -> happens("shard closed", this::closeAShard));
            offers.add(() ->
                    happens("API instance killed", () -> anInstance().party.crash()));
            offers.add(() -> happens("client killed", population::crash));
            if (mapping != null) {
                offers.add(() -> happens("mapping disturbed", mapping::disturb));
                offers.add(() -> happens("records out of order", () -> invoke(mapping.disorderly())));
            }
            if (updates != null) {
                updates.events(world.instances).forEach((event, effect) -> offers.add(() -> happens(event, effect)));
                offers.add(() -> happens("a while passes", this::aWhilePasses));
            }
            if (pump != null) {
                offers.add(() -> happens("pump killed", pump.party::crash));
            }
            if (operator != null) {
                offers.add(() -> happens("row lost", this::loseARow));
                if (mapping != null) {
                    offers.add(() -> happens("records lost", () -> operator.loseRecords(mapping)));
                }
                offers.add(
                        operator.party.isBusy()
                                ? () -> happens("rebuild killed", operator.party::crash)
                                : () -> happens("rebuild", this::rebuild));
            }
        }
        if (operator != null && operator.isNeeded() && !operator.party.isBusy()) {
            offers.add(this::rebuild);
        }
        return offers;
    }

    /** At most so often, and it may turn out that there is nothing to which it could happen. */
    private void happens(String event, Runnable effect) {
        eventsLeft--;
        trace.add(() -> event);
        effect.run();
    }

    private void timePasses() {
        time.pass(1 + choices.below(20_000));
        tally.count(Event.TIME_PASSED);
    }

    /** So that what is kept for a second, while something settles, or for a minute is gone. */
    private void aWhilePasses() {
        time.pass(new long[] {100, 1_100, 11_000, 61_000}[choices.below(4)]);
    }

    private void looks() {
        looksLeft--;
        // Mostly one of them, whose list is kept then.
        User user = Population.PEOPLE.get(Math.max(0, choices.below(6) - 3));
        ApiInstance instance = anInstance();
        UseCases useCases = instance.useCases();
        world.start(instance.party, () -> readers.look(user, useCases, updates.listAsked(user, instance.party)));
    }

    private void rebuild() {
        world.start(operator.party, operator.rebuild(false));
    }

    private void loseARow() {
        TableModel.Key row = operator.loseARow();
        if (row != null) {
            witness.forget(row);
            promises.rowLost(row);
        }
    }

    private void closeAShard() {
        List<StreamModel.Shard> open =
                stream.shards().stream().filter(shard -> !shard.closed).toList();
        boolean split = stream.close(open.get(choices.below(open.size())), choices.below(2) == 1);
        tally.count(split ? Event.SHARD_SPLIT : Event.SHARD_CLOSED);
    }

    private void arrives(int request) {
        trace.add(() -> "a late request arrives");
        tally.count(Event.LATE_REQUEST_ARRIVED);
        network.late().remove(request).run();
    }

    private void clientActs(int number) {
        Consumer<UseCases> request = population.next(number);
        if (request != null) {
            asks(request);
        }
        if (updates != null && looksLeft > 0 && choices.below(2) == 1 && !readers.nothingToRead()) {
            looks();
        }
    }

    private void follows(Follower follower) {
        Consumer<UseCases> request = readers.next(follower);
        if (request != null) {
            asks(request);
        }
    }

    private void asks(Consumer<UseCases> request) {
        ApiInstance instance = anInstance();
        UseCases useCases = instance.useCases();
        world.start(instance.party, () -> request.accept(useCases));
    }

    private ApiInstance anInstance() {
        return world.instances.get(choices.below(2));
    }

    private void pumpSteps() {
        world.start(pump.party, pump.step());
    }

    private void invoke(Mapping.@Nullable Invocation invocation) {
        if (invocation != null) {
            Party instance = world.newFunctionInstance();
            world.start(instance, () -> invocation.run(world.function(instance)));
        }
    }

    /**
     * One step towards the end of all that is under way.
     *
     * @return false at the end
     */
    private boolean settle() {
        if (updates != null && updates.settle(world.instances)) {
            return true;
        } else if (!network.late().isEmpty()) {
            arrives(choices.below(network.late().size()));
        } else if (mapping != null && mapping.ready() > 0) {
            invoke(mapping.next(0, true));
        } else if (pump != null && !pump.hasSettled()) {
            time.pass(PumpProcess.LISTING_LIFETIME);
            pumpSteps();
        } else if (operator != null && operator.isNeeded()) {
            world.start(operator.party, operator.rebuild(true));
        } else {
            return repeatsASendWithoutAnAnswer() || looksAtLast();
        }
        return true;
    }

    /** Undisturbed, whoever has a key gets an answer. */
    private boolean repeatsASendWithoutAnAnswer() {
        for (Send send : population.sends()) {
            if (send.key != null && !send.acknowledged && !send.refused && !send.sharesKey) {
                ApiInstance instance = anInstance();
                world.start(
                        instance.party,
                        () -> Violation.unless(
                                population.attempt(send, instance.useCases()),
                                () -> "No answer, though nothing is wrong: " + send.text));
                return true;
            }
        }
        return false;
    }

    /** Everybody at their list, when an index has long caught up with the last write. */
    private boolean looksAtLast() {
        if (updates == null || lastLooks == Population.PEOPLE.size()) {
            return false;
        }
        if (lastLooks == 0) {
            time.pass(Staleness.INDEX_BEHIND + 2_000);
        }
        User user = Population.PEOPLE.get(lastLooks++);
        ApiInstance instance = anInstance();
        UseCases useCases = instance.useCases();
        world.start(instance.party, () -> readers.readList(user, useCases));
        return true;
    }
}
