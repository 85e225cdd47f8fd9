package com.cruddur.api.chaos;

import com.cruddur.api.testing.Answer;
import com.cruddur.api.testing.Call;
import java.io.UncheckedIOException;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

/** Repeats a request that may be repeated, until it has an answer that is not a matter of time. */
final class Persistent {

    /** What the contract lets the API answer when its stores are away or it has too much to do. */
    private static final Set<Integer> TRANSIENT = Set.of(429, 503);

    private final Random random;
    private final AtomicInteger repeats;

    /** @param repeats counts them */
    Persistent(Random random, AtomicInteger repeats) {
        this.random = random;
        this.repeats = repeats;
    }

    Answer send(Call call) {
        while (true) {
            try {
                Answer answer = call.send();
                if (!isTransient(answer)) {
                    return answer;
                }
            } catch (UncheckedIOException nobodyThere) {
                // Or it died before it had answered.
            }
            repeats.incrementAndGet();
            ChaosClient.pause(100 + random.nextInt(300));
        }
    }

    private static boolean isTransient(Answer answer) {
        return TRANSIENT.contains(answer.status())
                || answer.status() == 409 && answer.body().contains("changed_meanwhile");
    }
}
