package com.cruddur.stream.pump;

import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse;
import java.time.Clock;
import java.time.Instant;
import java.util.List;

/**
 * Brings the records of one page to the handler, the way Lambda does: from the first sequence number that the handler
 * names it all comes again, later and later; a batch at which the handler throws is halved until the record is found
 * that it throws at; a record that has failed too often is given up. Never waits: a step before its time does nothing.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/services-dynamodb-errors.html">How Lambda retries</a>
 */
final class Delivery {

    /** Where a delivery reports to. */
    interface Ledger {

        /** The records up to this one are done with. */
        void acknowledged(DynamodbStreamRecord stream);

        /** This record has failed too often; it counts as done. */
        void givenUp(DynamodbStreamRecord stream, int tries, String error);

        /** @throws RuntimeException if the store is away, so that nothing that fails now tells about a record */
        void requireStore();
    }

    private final List<DynamodbStreamRecord> records;
    private final RequestHandler<DynamodbEvent, StreamsEventResponse> handler;
    private final PumpSettings settings;
    private final Clock clock;
    private final Ledger ledger;

    private int done;
    private int size;
    private int tries;
    private Instant notBefore = Instant.MIN;

    Delivery(
            List<DynamodbStreamRecord> records,
            RequestHandler<DynamodbEvent, StreamsEventResponse> handler,
            PumpSettings settings,
            Clock clock,
            Ledger ledger) {
        this.records = List.copyOf(records);
        this.handler = handler;
        this.settings = settings;
        this.clock = clock;
        this.ledger = ledger;
        this.size = settings.batchSize();
    }

    boolean isDone() {
        return done == records.size();
    }

    /**
     * Calls the handler once, unless it is too early.
     *
     * @return whether it did
     */
    boolean step() {
        if (isDone() || clock.instant().isBefore(notBefore)) {
            return false;
        }
        List<DynamodbStreamRecord> batch = records.subList(done, Math.min(done + size, records.size()));
        int taken;
        try {
            taken = taken(batch, handler.handleRequest(EventRecords.event(batch), null));
        } catch (RuntimeException e) {
            thrown(batch, e);
            return true;
        }
        size = settings.batchSize();
        if (taken > 0) {
            advance(taken);
        }
        if (taken < batch.size()) {
            failed("The handler asked for it again");
        }
        return true;
    }

    /** @return how many records are done with: those before the first one that the answer names */
    private static int taken(List<DynamodbStreamRecord> batch, StreamsEventResponse answer) {
        if (answer == null
                || answer.getBatchItemFailures() == null
                || answer.getBatchItemFailures().isEmpty()) {
            return batch.size();
        }
        int taken = batch.size();
        for (var failure : answer.getBatchItemFailures()) {
            int named = 0;
            while (named < batch.size() && !sequenceNumber(batch.get(named)).equals(failure.getItemIdentifier())) {
                named++;
            }
            if (named == batch.size()) {
                throw new IllegalStateException("The handler names no record of its batch");
            }
            taken = Math.min(taken, named);
        }
        return taken;
    }

    private void thrown(List<DynamodbStreamRecord> batch, RuntimeException e) {
        if (batch.size() > 1) {
            size = batch.size() / 2; // as with Lambda, this is no try
        } else {
            failed(e.toString());
        }
    }

    /** The first record that is left has failed. */
    private void failed(String error) {
        ledger.requireStore();
        tries++;
        if (tries < settings.maxTries()) {
            notBefore = clock.instant().plus(settings.pauseAfter(tries));
        } else {
            ledger.givenUp(records.get(done), tries, error);
            advance(1);
        }
    }

    private void advance(int count) {
        done += count;
        size = settings.batchSize();
        tries = 0;
        notBefore = Instant.MIN;
        ledger.acknowledged(records.get(done - 1));
    }

    private static String sequenceNumber(DynamodbStreamRecord stream) {
        return stream.getDynamodb().getSequenceNumber();
    }
}
