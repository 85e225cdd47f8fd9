package com.cruddur.stream.invariant;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;

/** What happens to three people in two rounds: they send, and the stream delivers. */
record Scenario(List<Round> rounds) {

    record Round(List<Send> sends, Delivery delivery) {}

    enum Conversation {
        ALICE_AND_BOB,
        ALICE_AND_CAROL,
        ALL_THREE,
        A_NEW_ONE_OF_ALL_THREE
    }

    /**
     * @param sender an index among the conversation's people
     * @param keyed with an idempotency key, and repeated until it is acknowledged
     * @param repeats how often it is sent again after that
     * @param longText whether the preview is shorter than the text
     * @param faults of the calls of all its attempts together
     */
    record Send(
            Conversation conversation, int sender, boolean keyed, int repeats, boolean longText, List<Fault> faults) {}

    /**
     * @param order picks among the records so far, over and again; what it leaves out comes last, latest first
     * @param cuts the sizes of the batches, over and again
     * @param faults of the calls of both handlers together
     */
    record Delivery(List<Integer> order, List<Integer> cuts, List<Fault> faults) {}

    static Arbitrary<Scenario> any() {
        return round().list().ofSize(2).map(Scenario::new);
    }

    private static Arbitrary<Round> round() {
        return Combinators.combine(send().list().ofMinSize(1).ofMaxSize(6), delivery())
                .as(Round::new);
    }

    private static Arbitrary<Send> send() {
        return Combinators.combine(
                        Arbitraries.of(Conversation.class),
                        Arbitraries.integers().between(0, 2),
                        Arbitraries.of(true, true, false),
                        Arbitraries.integers().between(0, 2),
                        Arbitraries.of(true, false),
                        faults(6))
                .as(Send::new);
    }

    private static Arbitrary<Delivery> delivery() {
        return Combinators.combine(
                        Arbitraries.integers().between(0, 1_000).list().ofMaxSize(12),
                        Arbitraries.integers().between(1, 5).list().ofMinSize(1).ofMaxSize(4),
                        faults(20))
                .as(Delivery::new);
    }

    private static Arbitrary<List<Fault>> faults(int calls) {
        return Arbitraries.frequency(Tuple.of(4, Fault.NONE), Tuple.of(1, Fault.BEFORE), Tuple.of(1, Fault.AFTER))
                .list()
                .ofMaxSize(calls);
    }
}
