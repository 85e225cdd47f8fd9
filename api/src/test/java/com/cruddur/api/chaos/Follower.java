package com.cruddur.api.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import com.cruddur.api.testing.Answer;
import com.cruddur.api.testing.Call;
import com.cruddur.api.testing.Person;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Somebody who follows all their conversations: asks each for what comes after the last number that they have. Notes a
 * hole in the numbers as soon as it is shown.
 */
final class Follower implements Runnable {

    private static final Set<Integer> TRANSIENT = Set.of(429, 503);

    private final URI api;
    private final Person self;
    private final BooleanSupplier goOn;
    private final Map<String, List<String>> received = new TreeMap<>();
    private @Nullable Persistent persistent;

    Follower(URI api, Person self, BooleanSupplier goOn) {
        this.api = api;
        this.self = self;
        this.goOn = goOn;
    }

    @Override
    public void run() {
        while (goOn.getAsBoolean()) {
            follow();
            ChaosClient.pause(50);
        }
    }

    /** When nobody sends any more: whatever is refused is asked for until it is answered. */
    void followToTheEnd() {
        persistent = new Persistent(new Random(), new AtomicInteger());
        follow();
    }

    /** One round: an answer that did not come is asked for again in the next. */
    private void follow() {
        try {
            Answer list = ask("/api/message_groups?limit=100");
            if (TRANSIENT.contains(list.status())) {
                return;
            }
            for (String conversation : list.isOk().each("uuid")) {
                read(conversation, received.computeIfAbsent(conversation, g -> new ArrayList<>()));
            }
        } catch (UncheckedIOException nobodyThere) {
            // Or it died before it had answered.
        }
    }

    private void read(String conversation, List<String> messages) {
        while (true) {
            Answer page = ask("/api/messages/" + conversation + "?limit=100&after=" + messages.size());
            if (TRANSIENT.contains(page.status())) {
                return;
            }
            for (JsonNode message : page.isOk().json()) {
                assertThat(message.get("seq").asLong())
                        .as("the number after %s in %s", messages.size(), conversation)
                        .isEqualTo(messages.size() + 1L);
                messages.add(message.get("uuid").asString());
            }
            if (page.next().isEmpty()) {
                return;
            }
        }
    }

    private Answer ask(String address) {
        Call call = new Call(api, "GET", address).as(self);
        return persistent == null ? call.send() : persistent.send(call);
    }

    Person self() {
        return self;
    }

    /** The uuids of a conversation's messages, in the order in which they came. */
    Map<String, List<String>> received() {
        return received;
    }
}
