package com.cruddur.api.chaos;

import com.cruddur.api.testing.Answer;
import com.cruddur.api.testing.Call;
import com.cruddur.api.testing.Person;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;

/** Somebody who sends to others, one message after the other, and repeats each under its key until it is acknowledged. */
final class ChaosClient implements Runnable {

    /** A text that was acknowledged: under which uuid, in which conversation. */
    record Acknowledged(String text, UUID uuid, UUID conversation) {}

    private final URI api;
    private final Person self;
    private final String device;
    private final List<Person> people;
    private final Random random;
    private final BooleanSupplier goOn;
    private final Queue<Acknowledged> acknowledged;
    private final Persistent persistent;

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
        this.persistent = new Persistent(random, repeats);
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
        Answer answer = persistent
                .send(new Call(api, "POST", "/api/messages")
                        .as(self)
                        .header("Idempotency-Key", UUID.randomUUID().toString())
                        .json(Map.of("message", text, "handle", receiver.handle())))
                .isOk();
        return new Acknowledged(
                text, UUID.fromString(answer.text("uuid")), UUID.fromString(answer.text("message_group_uuid")));
    }

    static void pause(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
