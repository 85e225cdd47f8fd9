package com.cruddur.api.events;

import com.cruddur.api.testing.Person;
import com.cruddur.api.testing.RunningApi;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.springframework.context.ConfigurableApplicationContext;

/** Somebody who reads their list again and again, and notes how long each time takes. */
final class Bystander {

    private final RunningApi api;
    private final ConfigurableApplicationContext instance;
    private final Person self;

    Bystander(RunningApi api, ConfigurableApplicationContext instance) {
        this.api = api;
        this.instance = instance;
        this.self = api.person();
    }

    /** The median of some reads, in milliseconds. */
    double median(int reads) {
        List<Double> times = new ArrayList<>();
        for (int i = 0; i < reads; i++) {
            times.add(read());
        }
        return median(times);
    }

    /** The median of the reads while something goes on, in milliseconds. */
    double medianWhile(BooleanSupplier goesOn) {
        List<Double> times = new ArrayList<>();
        do {
            times.add(read());
        } while (goesOn.getAsBoolean());
        return median(times);
    }

    private double read() {
        long began = System.nanoTime();
        api.get("/api/message_groups").at(instance).as(self).send().isOk();
        return (System.nanoTime() - began) / 1e6;
    }

    private static double median(List<Double> times) {
        Collections.sort(times);
        return times.get(times.size() / 2);
    }
}
