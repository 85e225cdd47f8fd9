package com.cruddur.stream.sim;

import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse;
import com.cruddur.core.UseCases;
import com.cruddur.core.cache.ReadCache;
import com.cruddur.core.change.EditWindow;
import com.cruddur.core.live.LiveBus;
import com.cruddur.core.people.User;
import com.cruddur.core.table.TableSpec;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * One schedule: clients, two instances of the API, the table and its stream, Lambda or the pump or both, and what
 * happens to them, in one or two rounds. After each round everything that is under way ends undisturbed, and
 * {@link Inspection} looks at what has come of it.
 */
final class World {

    /** After so many steps a round goes on undisturbed; and then it has to end some time. */
    private static final int MOST_DISTURBED_STEPS = 300;

    private static final int MOST_STEPS = 20_000;

    /** Of a round, beside the network's faults. */
    private static final int MOST_EVENTS = 6;

    /** At lists and pages, in a round with a cache. */
    private static final int MOST_LOOKS = 20;

    private final Stage stage;
    private final Choices choices;
    private final Tally tally;
    private final Trace trace;
    private final Wiring wiring;

    private final SimulatedTime time = new SimulatedTime();
    private final Network network;
    private final StreamModel stream = new StreamModel();
    private final TableModel table = new TableModel(this::changed, time::now);
    private final Promises promises = new Promises();
    private final Readings readings = new Readings(table, promises, time);
    private final Witness witness = new Witness(readings, promises);
    private final Readers readers;
    private final Population population;
    private final LongSupplier ids;
    private final int switchPercent;
    private final List<ApiInstance> instances = new ArrayList<>();
    private final @Nullable Updates updates;
    private final @Nullable Mapping mapping;
    private final @Nullable PumpProcess pump;
    private final @Nullable Operator operator;

    private final List<Stage.Activity> alive = new ArrayList<>();
    private int steps;
    private int eventsLeft;
    private int looksLeft;
    private int lastLooks;
    private int invocations;
    private boolean calm;

    World(Stage stage, Choices choices, Tally tally, Trace trace, Wiring wiring, Path stateDir) {
        this.stage = stage;
        this.choices = choices;
        this.tally = tally;
        this.trace = trace;
        this.wiring = wiring;
        this.ids = new SplittableRandom(choices.below(1 << 20))::nextLong;
        this.network = new Network(stage, choices, tally, trace);
        this.switchPercent = new int[] {10, 30, 60}[choices.below(3)];
        int delivery = choices.below(4);
        this.mapping = delivery == 2 ? null : new Mapping(stream, choices, tally, trace);
        this.pump = delivery < 2 ? null : pump(5 - choices.below(5), stateDir);
        // A rebuild makes good what others do wrong: most schedules do without.
        this.operator = choices.below(4) == 3 ? operator() : null;
        KnownConversations known = new KnownConversations(
                tally, promises, (user, conversation) -> operator != null && operator.hasLost(user, conversation));
        this.readers = new Readers(choices, network, tally, trace, readings, known);
        Changers changers = new Changers(choices, tally, trace, readings, known, promises);
        this.updates = choices.below(3) == 2
                ? new Updates(stage, choices, network, time, table, tally, trace, wiring, this::start)
                : null;
        if (updates != null) {
            readings.mayBeKept(new Staleness(table, updates.server()), updates.ownSends());
        }
        this.population = new Population(
                choices,
                network,
                tally,
                trace,
                readings,
                known,
                readers,
                changers,
                promises,
                updates == null ? null : updates.ownSends());
        for (int i = 1; i <= 2; i++) {
            Party party = new Party("api " + i, tally, Event.API_KILLED);
            DynamoDbClient client = wiring.api().apply(new SimulatedClient(table, network, party));
            instances.add(new ApiInstance(party, client, time, ids, choices, tally, updates));
        }
    }

    /** @throws Violation if something happens that may not */
    void play() {
        int rounds = choices.below(3) == 2 ? 2 : 1;
        for (int round = 0; round < rounds; round++) {
            steps = 0;
            calm = false;
            eventsLeft = updates == null ? MOST_EVENTS : 2 * MOST_EVENTS;
            looksLeft = MOST_LOOKS;
            lastLooks = 0;
            network.disturb();
            population.wish(operator == null ? 3 : 4);
            readers.wish();
            stage.play(this::next);
            inspect();
        }
        tally.schedules++;
        tally.messages += table.partitionKeys(TableSpec.MESSAGE_PREFIX).stream()
                .mapToInt(pk -> table.items(pk).size())
                .sum();
        tally.acknowledged +=
                population.sends().stream().filter(send -> send.acknowledged).count();
    }

    private void inspect() {
        Inspection inspection = inspection(ReadCache.NONE);
        inspection.inspect();
        if (updates != null) {
            updates.clients().forEach(inspection::inspect);
            time.pass(Staleness.LONGEST);
            inspection(updates.calmCache(ids)).inspectAnswers();
        }
    }

    private Inspection inspection(ReadCache cache) {
        return new Inspection(
                table,
                population,
                readers,
                UseCases.of(
                        new ModelClient(table),
                        Wiring.TABLE,
                        time.clock(0),
                        EditWindow.DEFAULT,
                        ids,
                        new NoPacing(),
                        LiveBus.NONE,
                        task -> {},
                        cache));
    }

    private void changed(List<TableModel.Change> changes) {
        witness.look(table, changes);
        for (TableModel.Change change : changes) {
            stream.add(change, time.clock(0).instant());
            if (change.before() != null
                    && change.after() != null
                    && change.key().pk().startsWith(TableSpec.RECEIPT_PREFIX)) {
                tally.count(Event.RECEIPT_MOVED);
            }
        }
    }

    /** Whose turn it is. Things that nobody runs happen here, in between. */
    private Stage.@Nullable Activity next() {
        while (true) {
            if (++steps > (updates == null ? MOST_DISTURBED_STEPS : 2 * MOST_DISTURBED_STEPS)) {
                becomeCalm();
            }
            Violation.unless(steps < MOST_STEPS, () -> "It never settles");
            time.pass(calm ? 500 : steps % 4 == 0 ? 1 : 0);
            Stage.Activity current = stage.current();
            List<Stage.Activity> ready =
                    alive.stream().filter(Stage.Activity::isReady).toList();
            if (current != null && ready.contains(current) && (calm || !choices.percent(switchPercent))) {
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
        if (clients == 0 && alive.isEmpty()) {
            offers.add(this::becomeCalm);
        }
        for (Follower follower : readers.ready()) {
            offers.add(() -> follows(follower));
        }
        if (updates != null) {
            offers.addAll(updates.offers(instances));
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
                updates.events(instances).forEach((event, effect) -> offers.add(() -> happens(event, effect)));
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
        start(instance.party, () -> readers.look(user, useCases, updates.listAsked(user, instance.party)));
    }

    private void rebuild() {
        start(operator.party, operator.rebuild(false));
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
        start(instance.party, () -> request.accept(useCases));
    }

    private ApiInstance anInstance() {
        return instances.get(choices.below(2));
    }

    private void pumpSteps() {
        start(pump.party, pump.step());
    }

    private void invoke(Mapping.@Nullable Invocation invocation) {
        if (invocation != null) {
            Party instance = new Party("function " + ++invocations, tally, Event.FUNCTION_KILLED);
            start(instance, () -> invocation.run(function(instance)));
        }
    }

    /**
     * One step towards the end of all that is under way.
     *
     * @return false at the end
     */
    private boolean settle() {
        if (updates != null && updates.settle(instances)) {
            return true;
        } else if (!network.late().isEmpty()) {
            arrives(choices.below(network.late().size()));
        } else if (mapping != null && mapping.ready() > 0) {
            invoke(mapping.next(0, true));
        } else if (pump != null && !pump.hasSettled()) {
            time.pass(PumpProcess.LISTING_LIFETIME);
            pumpSteps();
        } else if (operator != null && operator.isNeeded()) {
            start(operator.party, operator.rebuild(true));
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
                start(
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
        start(instance.party, () -> readers.readList(user, useCases));
        return true;
    }

    private void start(Party party, Runnable body) {
        Stage.Activity[] self = new Stage.Activity[1];
        self[0] = new Stage.Activity(
                () -> {
                    try {
                        body.run();
                    } finally {
                        alive.remove(self[0]);
                        party.ended(self[0]);
                    }
                },
                time.now());
        alive.add(self[0]);
        party.runs(self[0]);
    }

    private RequestHandler<DynamodbEvent, StreamsEventResponse> function(Party party) {
        DynamoDbClient client = wiring.anyPermission()
                ? new SimulatedClient(table, network, party)
                : SimulatedClient.ofFunction(table, network, party, tally);
        return wiring.function().apply(client, updates == null ? LiveBus.NONE : updates.functionBus(party));
    }

    private PumpProcess pump(int batchSize, Path stateDir) {
        Party party = new Party("pump", tally, Event.PUMP_KILLED);
        return new PumpProcess(
                party,
                new SimulatedClient(table, network, party),
                new SimulatedStreams(stream, network, party),
                function(party),
                stateDir,
                batchSize,
                time.clock(0),
                stream);
    }

    private Operator operator() {
        Party party = new Party("rebuild", tally, Event.REBUILD_KILLED);
        DynamoDbClient client = wiring.rebuild().apply(SimulatedClient.ofRebuild(table, network, party));
        return new Operator(party, table, client, choices, tally, trace);
    }
}
