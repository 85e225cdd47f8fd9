package com.cruddur.api.chaos;

import com.cruddur.api.testing.Answer;
import com.cruddur.api.testing.Call;
import com.cruddur.api.testing.Person;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;

/** Somebody who sends to others, one message after the other, and repeats each under its key until it is acknowledged. */
final class ChaosClient implements Runnable {

    /** A text that was acknowledged: under which uuid, in which conversation. */
    record Acknowledged(String text, UUID uuid, UUID conversation) {}

    /** What the contract lets the API answer when its stores are away or it has too much to do. */
    private static final Set<Integer> TRANSIENT = Set.of(429, 503);

    private final URI api;
    private final Person self;
    private final String device;
    private final List<Person> people;
    private final Random random;
    private final BooleanSupplier goOn;
    private final Queue<Acknowledged> acknowledged;
    private final AtomicInteger repeats;

    /** @param device tells its texts from those of the same person's others */
    ChaosClient(
            URI api,
            Person self,
            String device,
            List<Person> people,
            Random random,
            BooleanSupplier goOn,
            Queue<Acknowledged> acknowledged,
            AtomicInteger repeats) {
        this.api = api;
        this.self = self;
        this.device = device;
        this.people = people;
        this.random = random;
        this.goOn = goOn;
        this.acknowledged = acknowledged;
        this.repeats = repeats;
    }

    @Override
    public void run() {
        for (int i = 0; goOn.getAsBoolean(); i++) {
            Person receiver = people.get(random.nextInt(people.size()));
            if (!receiver.equals(self)) {
                acknowledged.add(send(receiver, self.handle() + " " + device + " " + i));
                pause(50 + random.nextInt(150));
            }
        }
    }

    private Acknowledged send(Person receiver, String text) {
        String key = UUID.randomUUID().toString();
        while (true) {
            try {
                Answer answer = new Call(api, "POST", "/api/messages")
                        .as(self)
                        .header("Idempotency-Key", key)
                        .json(Map.of("message", text, "handle", receiver.handle()))
                        .send();
                if (!TRANSIENT.contains(answer.status())) {
                    answer.isOk();
                    return new Acknowledged(
                            text,
                            UUID.fromString(answer.text("uuid")),
                            UUID.fromString(answer.text("message_group_uuid")));
                }
            } catch (UncheckedIOException nobodyThere) {
                // Or it died before it had answered.
            }
            repeats.incrementAndGet();
            pause(100 + random.nextInt(300));
        }
    }

    static void pause(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
