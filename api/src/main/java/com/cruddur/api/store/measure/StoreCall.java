package com.cruddur.api.store.measure;

import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import org.jspecify.annotations.Nullable;

/** One call of a store, as metrics and traces see it. Its keys have few values each, and never a person's. */
final class StoreCall {

    private static final String NAME = "cruddur.store.call";

    private StoreCall() {}

    static Observation begin(ObservationRegistry observations, String store, String call) {
        return Observation.createNotStarted(NAME, observations)
                .contextualName(store + " " + call)
                .lowCardinalityKeyValue("store", store)
                .lowCardinalityKeyValue("call", call)
                .start();
    }

    static void end(Observation observation, String outcome, @Nullable Throwable failure) {
        observation.lowCardinalityKeyValue("outcome", outcome);
        if (failure != null) {
            observation.error(failure);
        }
        observation.stop();
    }
}
