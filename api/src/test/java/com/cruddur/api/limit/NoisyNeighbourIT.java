package com.cruddur.api.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.cruddur.api.testing.ApiExtension;
import com.cruddur.api.testing.Call;
import com.cruddur.api.testing.Person;
import com.cruddur.api.testing.Reported;
import com.cruddur.api.testing.RunningApi;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.context.ConfigurableApplicationContext;

/** The limits as they are shipped, by the real clock: somebody goes on beyond them while somebody else works. */
@ExtendWith({ApiExtension.class, Reported.class})
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class NoisyNeighbourIT {

    /** More than are worked on at a time of one user (32), fewer than of one address (64). */
    private static final int OF_ONE_USER = 40;

    private static final int OF_ONE_ADDRESS = 80;

    private static final String OFFICE = "198.51.100.1";
    private static final String ELSEWHERE = "198.51.100.2";

    private final Person noisy;
    private final Person quiet;
    private final Person receiver;
    private final ConfigurableApplicationContext server;

    NoisyNeighbourIT(RunningApi api) {
        this.noisy = api.person();
        this.quiet = api.person();
        this.receiver = api.person();
        this.server = api.another(beans -> {}, "cruddur.rate-limit.enabled=true", "cruddur.rate-limit.proxies=1");
    }

    @AfterAll
    void stop() {
        server.close();
    }

    /** In one office: both have the same address. */
    @Test
    void aNoisyUserTakesNothingFromTheOthersAtTheSameAddress() {
        whileSomebodySends(
                OF_ONE_USER, () -> get("/api/activities/home", OFFICE).as(noisy), () -> servedAt(OFFICE));
    }

    @Test
    void aNoisyAddressTakesNothingFromTheOthers() {
        whileSomebodySends(OF_ONE_ADDRESS, () -> get("/api/message_groups", OFFICE), () -> {
            servedAt(ELSEWHERE);
            for (int i = 0; i < 10; i++) {
                get("/api/activities/home", ELSEWHERE).send().isOk();
            }
        });
    }

    private void servedAt(String address) {
        for (int i = 0; i < 10; i++) {
            get("/api/message_groups", address).as(quiet).send().isOk();
            RunningApi.call(server, "POST", "/api/messages")
                    .header("X-Forwarded-For", address)
                    .as(quiet)
                    .json(Map.of("message", "Hello", "handle", receiver.handle()))
                    .send()
                    .isOk();
        }
    }

    /** Begins when the noise has reached its limit, and ends before the noise does. */
    private static void whileSomebodySends(int noisyClients, Supplier<Call> call, Runnable quietWork) {
        Map<Integer, LongAdder> answers = new ConcurrentHashMap<>();
        AtomicBoolean goOn = new AtomicBoolean(true);
        ExecutorService clients = Executors.newFixedThreadPool(noisyClients);
        try {
            List<CompletableFuture<Void>> noise = Stream.generate(() -> CompletableFuture.runAsync(
                            () -> {
                                while (goOn.get()) {
                                    int status = call.get().sendUnchecked().status();
                                    answers.computeIfAbsent(status, key -> new LongAdder())
                                            .increment();
                                }
                            },
                            clients))
                    .limit(noisyClients)
                    .toList();
            await().atMost(Duration.ofSeconds(60)).until(() -> refused(answers) > 0);

            long before = refused(answers);
            quietWork.run();
            assertThat(refused(answers)).as("refused meanwhile").isGreaterThan(before);

            goOn.set(false);
            noise.forEach(CompletableFuture::join);
            assertThat(answers.keySet()).as("%s", answers).allMatch(status -> status < 500);
        } finally {
            goOn.set(false);
            clients.shutdown();
        }
    }

    private static long refused(Map<Integer, LongAdder> answers) {
        LongAdder refused = answers.get(429);
        return refused == null ? 0 : refused.sum();
    }

    private Call get(String path, String address) {
        return RunningApi.call(server, "GET", path).header("X-Forwarded-For", address);
    }
}
