package com.cruddur.bench;

import java.time.Duration;

/** A subject under load, with what it took of the processor. */
record Measured(Subject subject, Driver driver) implements AutoCloseable {

    private static final double MILLION = 1e6;

    /** @param processorMillis of the subject for each answered request */
    record Pass(Load.Result result, double processorMillis) {}

    String name() {
        return subject.name();
    }

    Pass closed(int clients, int requests) throws InterruptedException {
        Duration before = subject.processorTime();
        Load.Result result = driver.closed(clients, requests);
        return pass(before, result);
    }

    Pass open(double perSecond, Duration during) throws InterruptedException {
        Duration before = subject.processorTime();
        Load.Result result = driver.open(perSecond, during);
        return pass(before, result);
    }

    private Pass pass(Duration before, Load.Result result) {
        Duration took = subject.processorTime().minus(before);
        return new Pass(result, took.toNanos() / MILLION / Math.max(1, result.requests() - result.refused()));
    }

    @Override
    public void close() {
        driver.close();
        subject.close();
    }
}
