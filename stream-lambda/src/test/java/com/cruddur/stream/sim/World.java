package com.cruddur.stream.sim;

import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse;
import com.cruddur.core.UseCaseSettings;
import com.cruddur.core.UseCases;
import com.cruddur.core.cache.ReadCache;
import com.cruddur.core.live.LiveBus;
import com.cruddur.core.table.TableSpec;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * One schedule: clients, two instances of the API, the table and its stream, Lambda or the pump or both, and what
 * happens to them, in one or two rounds ({@link Round}). After each round everything that is under way ends undisturbed,
 * and {@link Inspection} looks at what has come of it.
 */
final class World {

    final Stage stage;
    final Choices choices;
    final Tally tally;
    final Trace trace;
    private final Wiring wiring;

    final SimulatedTime time = new SimulatedTime();
    final Network network;
    final StreamModel stream = new StreamModel();
    private final TableModel table = new TableModel(this::changed, time::now);
    final Promises promises = new Promises();
    private final Readings readings = new Readings(table, promises, time);
    final Witness witness = new Witness(readings, promises);
    final Readers readers;
    final Population population;
    private final LongSupplier ids;
    final int switchPercent;
    final List<ApiInstance> instances = new ArrayList<>();
    final @Nullable Updates updates;
    final @Nullable Mapping mapping;
    final @Nullable PumpProcess pump;
    final @Nullable Operator operator;

    final List<Stage.Activity> alive = new ArrayList<>();
    private int functions;

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
            network.disturb();
            population.wish(operator == null ? 3 : 4);
            readers.wish();
            stage.play(new Round(this)::next);
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
                        UseCaseSettings.at(time.clock(0))
                                .withRandom(ids)
                                .withPacing(new NoPacing())
                                .withCache(cache)));
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

    /** An activity of a party's, which has its turns from now on. */
    void start(Party party, Runnable body) {
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

    Party newFunctionInstance() {
        return new Party("function " + ++functions, tally, Event.FUNCTION_KILLED);
    }

    RequestHandler<DynamodbEvent, StreamsEventResponse> function(Party party) {
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
