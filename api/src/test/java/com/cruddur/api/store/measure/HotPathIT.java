package com.cruddur.api.store.measure;

import static org.assertj.core.api.Assertions.assertThat;

import com.cruddur.api.testing.ApiExtension;
import com.cruddur.api.testing.Call;
import com.cruddur.api.testing.Person;
import com.cruddur.api.testing.RunningApi;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.context.ConfigurableApplicationContext;

/** What is asked all day asks no database, and the table no oftener than it must. */
@ExtendWith(ApiExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HotPathIT {

    private static final int REPEATS = 10;

    private final Person alice;
    private final Person bob;
    private final String conversation;
    private final ConfigurableApplicationContext instance;

    HotPathIT(RunningApi api) {
        this.alice = api.person();
        this.bob = api.person();
        this.conversation = api.say(alice, bob, "Hello").text("message_group_uuid");
        this.instance = api.another(beans -> {}, "cruddur.cache.users=5m");
    }

    @AfterAll
    void stop() {
        instance.close();
    }

    @Test
    void aListIsOneCallOfTheTable() {
        costs(1, () -> call("GET", "/api/message_groups"));
    }

    @Test
    void aPageIsTwoCallsOfTheTable() {
        costs(2, () -> call("GET", "/api/messages/" + conversation));
    }

    @Test
    void aMessageToAConversationIsTwoCallsOfTheTable() {
        costs(
                2,
                () -> call("POST", "/api/messages")
                        .json(Map.of("message", "Hello again", "message_group_uuid", conversation)));
    }

    private Call call(String method, String address) {
        return RunningApi.call(instance, method, address).as(alice);
    }

    private void costs(int callsOfTheTable, Supplier<Call> request) {
        request.get().send().isOk();
        long statements = count("postgresql");
        // The first request of somebody asks who that is.
        assertThat(statements).isPositive();
        long calls = count("dynamodb");
        for (int i = 0; i < REPEATS; i++) {
            request.get().send().isOk();
        }

        assertThat(count("postgresql") - statements).as("statements").isZero();
        assertThat(count("dynamodb") - calls).as("calls of the table").isEqualTo((long) REPEATS * callsOfTheTable);
    }

    private long count(String store) {
        return instance.getBean(MeterRegistry.class).find("cruddur.store.call").tag("store", store).timers().stream()
                .mapToLong(Timer::count)
                .sum();
    }
}
