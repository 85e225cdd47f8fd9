package com.cruddur.stream.sim;

import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse;
import com.cruddur.core.Messenger;
import com.cruddur.stream.pump.PumpSettings;
import com.cruddur.stream.pump.SteppedPump;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
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

    private static final int MOST_EVENTS = 6;

    /** How far the clocks of the API's instances may be off, in milliseconds. */
    private static final int[] CLOCK_ERRORS = {0, 0, 40, -40, 5_000, -5_000};

    private final Stage stage;
    private final Choices choices;
    private final Tally tally;
    private final Trace trace;
    private final Wiring wiring;

    private final Network network;
    private final Witness witness = new Witness();
    private final StreamModel stream = new StreamModel();
    private final TableModel table = new TableModel(this::changed);
    private final Population population;
    private final LongSupplier ids;
    private final int switchPercent;

    private final List<Instance> instances = new ArrayList<>();
    private final @Nullable Mapping mapping;
    private final @Nullable Pump pump;
    private final List<Stage.Activity> alive = new ArrayList<>();

    private long now = Instant.parse("2026-03-01T12:00:00Z").toEpochMilli();
    private int steps;
    private int invocations;
    private int eventsLeft = MOST_EVENTS;
    private boolean calm;

    World(Stage stage, Choices choices, Tally tally, Trace trace, Wiring wiring, Path stateDir) {
        this.stage = stage;
        this.choices = choices;
        this.tally = tally;
        this.trace = trace;
        this.wiring = wiring;
        this.ids = new SplittableRandom(choices.below(1 << 20))::nextLong;
        this.network = new Network(stage, choices, tally, trace);
        this.population = new Population(choices, network, tally, trace);
        this.switchPercent = new int[] {10, 30, 60}[choices.below(3)];
        int followers = choices.below(4);
        this.mapping = followers == 2 ? null : new Mapping(stream, choices, tally, trace);
        this.pump = followers < 2 ? null : new Pump(stateDir);
        instances.add(new Instance());
        instances.add(new Instance());
    }

    /** @throws Violation if something happens that may not */
    void play() {
        int rounds = choices.below(3) == 2 ? 2 : 1;
        for (int round = 0; round < rounds; round++) {
            steps = 0;
            calm = false;
            eventsLeft = MOST_EVENTS;
            network.disturb();
            population.wish();
            stage.play(this::next);
            new Inspection(table, population, new Messenger(new ModelClient(table), Wiring.TABLE, clock(0), ids))
                    .inspect();
        }
        tally.schedules++;
        tally.messages += table.partitionKeys("MSG#").stream()
                .mapToInt(pk -> table.items(pk).size())
                .sum();
        tally.acknowledged +=
                population.sends().stream().filter(send -> send.acknowledged).count();
    }

    private void changed(List<TableModel.Change> changes) {
        witness.see(table, changes);
        changes.forEach(change -> stream.add(change, Instant.ofEpochMilli(now)));
    }

    private Stage.@Nullable Activity next() {
        while (true) {
            if (++steps > MOST_DISTURBED_STEPS) {
                becomeCalm();
            }
            Violation.unless(steps < MOST_STEPS, () -> "It never settles");
            now += calm ? 500 : steps % 4 == 0 ? 1 : 0;
            Stage.Activity current = stage.current();
            if (current != null && alive.contains(current) && (calm || !choices.percent(switchPercent))) {
                return current;
            }
            if (calm) {
                if (!alive.isEmpty()) {
                    return alive.get(0);
                } else if (!settle()) {
                    return null;
                }
            } else {
                int chosen = choices.below(alive.size() + Math.max(1, offers()));
                if (chosen < alive.size()) {
                    return alive.get(chosen);
                }
                act(chosen - alive.size());
            }
        }
    }

    private void becomeCalm() {
        if (!calm) {
            trace.add(() -> "from here on undisturbed");
            calm = true;
            network.calm();
            if (pump != null) {
                pump.idleSteps = 0;
            }
        }
    }

    /** How many things could happen now beside what is under way: those of {@link #act}. */
    private int offers() {
        int own = population.ready()
                + network.late().size()
                + (mapping == null ? 0 : mapping.ready())
                + (pump == null || pump.party.isBusy() ? 0 : 1);
        return own + (eventsLeft > 0 ? 5 : 0);
    }

    private void act(int number) {
        int left = number;
        if (left < population.ready()) {
            clientActs(left);
            return;
        }
        left -= population.ready();
        if (population.ready() == 0 && alive.isEmpty() && (left == 0 || eventsLeft == 0)) {
            becomeCalm();
            return;
        }
        if (left < network.late().size()) {
            arrive(left);
            return;
        }
        left -= network.late().size();
        int lanes = mapping == null ? 0 : mapping.ready();
        if (left < lanes) {
            invoke(mapping.next(left, false));
            return;
        }
        left -= lanes;
        if (pump != null && !pump.party.isBusy()) {
            if (left == 0) {
                pump.step();
                return;
            }
            left--;
        }
        if (eventsLeft == 0) {
            now += 50;
            return;
        }
        eventsLeft--;
        switch (left) {
            case 0 -> now += 1 + choices.below(20_000);
            case 1 -> {
                List<StreamModel.Shard> open =
                        stream.shards().stream().filter(shard -> !shard.closed).toList();
                stream.close(open.get(choices.below(open.size())), choices.below(2) == 1);
                happens("shard closed");
            }
            case 2 -> {
                instances.get(choices.below(2)).party.crash();
                happens("API instance killed");
            }
            case 3 -> {
                if (mapping != null) {
                    mapping.disturb();
                }
            }
            default -> {
                if (mapping != null) {
                    invoke(mapping.disorderly());
                } else if (pump != null) {
                    pump.party.crash();
                    happens("pump killed");
                }
            }
        }
    }

    private void arrive(int number) {
        trace.add(() -> "a late request arrives");
        network.late().remove(number).run();
    }

    private void clientActs(int number) {
        Consumer<Messenger> request = population.next(number);
        if (request != null) {
            Instance instance = instances.get(choices.below(2));
            Messenger messenger = instance.messenger();
            start(instance.party, () -> request.accept(messenger));
        }
    }

    /** One step towards the end of all that is under way. @return false at the end */
    private boolean settle() {
        if (!network.late().isEmpty()) {
            arrive(choices.below(network.late().size()));
        } else if (mapping != null && mapping.ready() > 0) {
            invoke(mapping.next(0, true));
        } else if (pump != null && !pump.hasSettled()) {
            now += 11_000; // so that it lists the shards again
            pump.step();
        } else {
            // Undisturbed, whoever has a key gets an answer.
            for (Send send : population.sends()) {
                if (send.key != null && !send.acknowledged && !send.sharesKey) {
                    Messenger messenger = instances.get(choices.below(2)).messenger();
                    start(
                            instances.get(0).party,
                            () -> Violation.unless(
                                    population.attempt(send, messenger),
                                    () -> "No answer, though nothing is wrong: " + send.text));
                    return true;
                }
            }
            return false;
        }
        return true;
    }

    private void happens(String event) {
        tally.count(event);
        trace.add(() -> event);
    }

    private void invoke(Mapping.@Nullable Invocation invocation) {
        if (invocation != null) {
            Party instance = new Party("function " + ++invocations);
            start(instance, () -> invocation.run(function(instance)));
        }
    }

    private RequestHandler<DynamodbEvent, StreamsEventResponse> function(Party party) {
        DynamoDbClient client = wiring.anyPermission()
                ? new SimulatedClient(table, network, party)
                : SimulatedClient.ofFunction(table, network, party, tally);
        return wiring.function().apply(client);
    }

    private void start(Party party, Runnable body) {
        Stage.Activity[] self = new Stage.Activity[1];
        self[0] = new Stage.Activity(() -> {
            try {
                body.run();
            } finally {
                alive.remove(self[0]);
                party.ended(self[0]);
            }
        });
        alive.add(self[0]);
        party.runs(self[0]);
    }

    private Clock clock(int error) {
        return new Clock() {
            @Override
            public Instant instant() {
                return Instant.ofEpochMilli(now + error);
            }

            @Override
            public ZoneId getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(ZoneId zone) {
                throw new UnsupportedOperationException();
            }
        };
    }

    /** An instance of the API. */
    private final class Instance {
        private final Party party = new Party("api " + (instances.size() + 1));
        private @Nullable Messenger messenger;

        Instance() {
            party.start(() -> messenger = new Messenger(
                    wiring.api().apply(new SimulatedClient(table, network, party)),
                    Wiring.TABLE,
                    clock(CLOCK_ERRORS[choices.below(CLOCK_ERRORS.length)]),
                    ids));
        }

        Messenger messenger() {
            return messenger;
        }
    }

    /** The pump's process. */
    private final class Pump {
        private final Party party = new Party("pump");
        private @Nullable SteppedPump steps;
        private int idleSteps;
        private long seen;

        Pump(Path stateDir) {
            PumpSettings settings = PumpSettings.of(Wiring.TABLE, stateDir).withBatchSize(5 - choices.below(5));
            party.start(() -> steps = new SteppedPump(
                    new SimulatedClient(table, network, party),
                    new SimulatedStreams(stream, network, party),
                    function(party),
                    settings,
                    clock(0)));
        }

        void step() {
            SteppedPump stepped = steps;
            start(party, () -> {
                long records = records();
                boolean idle = stepped.step();
                idleSteps = idle && records == seen ? idleSteps + 1 : 0;
                seen = records;
                Violation.unless(stepped.givenUp() == 0, () -> "The pump gave a record up");
            });
        }

        /** Twice: the first idle step may have come before the listing that shows a new shard. */
        boolean hasSettled() {
            return idleSteps >= 2 && seen == records();
        }

        private long records() {
            return stream.shards().stream()
                    .mapToLong(shard -> shard.records.size() + 1)
                    .sum();
        }
    }

    /** Empties a state directory for the next schedule. */
    static void clear(Path stateDir) {
        try {
            if (Files.exists(stateDir)) {
                try (var files = Files.list(stateDir)) {
                    for (Path file : files.toList()) {
                        Files.delete(file);
                    }
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
