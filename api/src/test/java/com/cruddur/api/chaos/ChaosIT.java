package com.cruddur.api.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.cruddur.api.chaos.ChaosClient.Acknowledged;
import com.cruddur.api.chaos.Stored.Shown;
import com.cruddur.api.testing.Answer;
import com.cruddur.api.testing.Call;
import com.cruddur.api.testing.Person;
import com.cruddur.api.testing.TokenIssuer;
import com.cruddur.core.table.TableAdmin;
import com.cruddur.core.testing.LocalDynamoDb;
import com.cruddur.core.testing.LocalPostgres;
import com.cruddur.core.testing.Ports;
import com.cruddur.core.user.Handle;
import com.cruddur.core.user.User;
import com.cruddur.core.user.UserDatabase;
import com.cruddur.core.user.Users;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.logging.LogLevel;
import org.springframework.boot.logging.LoggingSystem;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * Twenty people send while the API and the pump are killed, the table throttles and loses answers, and PostgreSQL stops
 * and returns. Afterwards every acknowledged message is there once, and every list is right.
 */
@DisabledIfSystemProperty(named = "chaos.seconds", matches = "0", disabledReason = "takes minutes: runs with -Pproof")
class ChaosIT {

    private static final String TABLE = "chaos";
    private static final int PEOPLE = 20;
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    /** What is done to the system, in an order that the dice decide; then again in another one. */
    private static final List<Disturbance> DISTURBANCES = List.of(
            Disturbance.API_KILLED,
            Disturbance.PUMP_KILLED,
            Disturbance.PUMP_KILLED,
            Disturbance.TABLE_DISTURBED,
            Disturbance.TABLE_DISTURBED,
            Disturbance.DATABASE_STOPPED);

    /** On a busy machine a minute may be too short for as many. */
    private static final int MESSAGES_AT_LEAST = 200;

    private enum Disturbance {
        API_KILLED,
        PUMP_KILLED,
        TABLE_DISTURBED,
        DATABASE_STOPPED
    }

    /** The same one gives the same order of disturbances; when they meet a request differs. */
    private final long seed = Long.getLong("chaos.seed", System.nanoTime());

    private final Random random = new Random(seed);
    private final Duration duration = Duration.ofSeconds(Long.getLong("chaos.seconds", 60L));
    private final Queue<Acknowledged> acknowledged = new ConcurrentLinkedQueue<>();
    private final AtomicInteger repeats = new AtomicInteger();

    @TempDir
    Path dir;

    @Test
    void everyAcknowledgedMessageIsThereOnceAndEveryListIsRightWhenItSettles() throws Exception {
        // Before the engines start: they talk a lot.
        LoggingSystem logging = LoggingSystem.get(ChaosIT.class.getClassLoader());
        logging.setLogLevel(LoggingSystem.ROOT_LOGGER_NAME, LogLevel.WARN);
        logging.setLogLevel("software.amazon.dynamodb", LogLevel.OFF);
        System.out.println("ChaosIT: seed " + seed);
        int postgresPort = Ports.free();
        LocalPostgres postgres = LocalPostgres.persistent(dir.resolve("postgres"), postgresPort);
        try (TokenIssuer issuer = TokenIssuer.start();
                LocalDynamoDb engine = LocalDynamoDb.inMemory();
                DynamoDbClient table = engine.client();
                ThrottlingProxy proxy = new ThrottlingProxy(engine.endpoint(), new Random(random.nextLong()))) {
            new TableAdmin(table).load(TABLE);
            UserDatabase.migrate(postgres.dataSource());
            List<Person> people = people(postgres, issuer);
            URI address = URI.create("http://127.0.0.1:" + Ports.free());
            ExecutorService threads = Executors.newFixedThreadPool(PEOPLE);
            try (Part api = api(address, proxy, issuer, postgres);
                    Part pump = pump(proxy)) {
                await().atMost(PATIENCE).until(() -> isReady(address));

                AtomicBoolean goOn = new AtomicBoolean(true);
                List<Future<?>> clients = new ArrayList<>();
                for (Person person : people) {
                    clients.add(threads.submit(new ChaosClient(
                            address, person, people, new Random(random.nextLong()), goOn::get, acknowledged, repeats)));
                }
                Instant start = Instant.now();
                Deque<Disturbance> next = new ArrayDeque<>();
                int rounds = 0;
                int stops = 0;
                while (isTooEarly(start, rounds)) {
                    if (next.isEmpty()) {
                        List<Disturbance> shuffled = new ArrayList<>(DISTURBANCES);
                        Collections.shuffle(shuffled, random);
                        next.addAll(shuffled);
                    }
                    ChaosClient.pause(1_000 + random.nextInt(3_000));
                    switch (next.remove()) {
                        case API_KILLED -> {
                            // Seldom one that is only starting: on a busy machine it would never get further.
                            if (isReady(address) || random.nextInt(4) == 0) {
                                api.killAndStart();
                            }
                        }
                        case PUMP_KILLED -> pump.killAndStart();
                        case TABLE_DISTURBED -> {
                            proxy.disturb(true);
                            ChaosClient.pause(1_000 + random.nextInt(2_000));
                            proxy.disturb(false);
                        }
                        case DATABASE_STOPPED -> {
                            postgres.close();
                            stops++;
                            ChaosClient.pause(1_000 + random.nextInt(2_000));
                            postgres = LocalPostgres.persistent(dir.resolve("postgres"), postgresPort);
                        }
                    }
                    rounds += next.isEmpty() ? 1 : 0;
                }
                Duration disturbed = Duration.between(start, Instant.now());
                int acknowledgedBefore = acknowledged.size();
                goOn.set(false);
                // Whoever is left unanswered now is what the time to settle is about.
                api.killAndStart();
                pump.killAndStart();

                Instant calm = Instant.now();
                await().atMost(PATIENCE).until(() -> isReady(address));
                Duration started = Duration.between(calm, Instant.now());
                for (Future<?> client : clients) {
                    client.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
                }
                Duration answered = Duration.between(calm, Instant.now());
                await().atMost(PATIENCE)
                        .pollInterval(Duration.ofMillis(250))
                        .untilAsserted(() -> new Stored(table, TABLE).everyRowShowsTheNewestMessage());
                Duration settled = Duration.between(calm, Instant.now());

                Stored stored = new Stored(table, TABLE);
                report(proxy, api, pump, stops, disturbed, started, answered, settled, stored);
                stored.everyAcknowledgedMessageIsThereOnce(acknowledged);
                stored.everyMemberHasOneRow();
                for (Person person : people) {
                    List<Shown> list = listed(address, person);
                    assertThat(list).isEqualTo(stored.listOf(person));
                    for (Shown group : list) {
                        assertThat(messages(address, person, group.uuid())).isEqualTo(stored.messagesOf(group.uuid()));
                    }
                }
                assertThat(acknowledgedBefore).isGreaterThanOrEqualTo(MESSAGES_AT_LEAST);
                assertThat(proxy.throttled()).isPositive();
                assertThat(proxy.lost()).isPositive();
                assertThat(stops).isPositive();
            } finally {
                threads.shutdownNow();
            }
        } finally {
            postgres.close();
        }
    }

    private List<Person> people(LocalPostgres postgres, TokenIssuer issuer) {
        Users users = new Users(postgres.dataSource());
        List<Person> people = new ArrayList<>();
        for (int i = 0; i < PEOPLE; i++) {
            String sub = UUID.randomUUID().toString();
            User user = new User(UUID.randomUUID(), new Handle("person" + i), "Person " + i);
            people.add(new Person(users.register(user, "p" + i + "@example.com", sub), sub, issuer.token(sub)));
        }
        return people;
    }

    private static Part api(URI address, ThrottlingProxy table, TokenIssuer issuer, LocalPostgres postgres)
            throws IOException {
        Map<String, String> environment = new HashMap<>(amazon());
        environment.put("SERVER_ADDRESS", "127.0.0.1");
        environment.put("SERVER_PORT", Integer.toString(address.getPort()));
        environment.put("MANAGEMENT_SERVER_ADDRESS", "127.0.0.1");
        environment.put("MANAGEMENT_SERVER_PORT", "0");
        environment.put("CRUDDUR_DYNAMODB_ENDPOINT_URL", table.endpoint().toString());
        environment.put("CRUDDUR_DYNAMODB_REGION", "us-east-1");
        environment.put("CRUDDUR_DYNAMODB_TABLE_NAME", TABLE);
        environment.put("CRUDDUR_SIGN_IN_ISSUER", issuer.issuer().toString());
        environment.put("CRUDDUR_SIGN_IN_CLIENT_IDS", TokenIssuer.CLIENT_ID);
        environment.put("SPRING_DATASOURCE_URL", postgres.jdbcUrl());
        try (var archives = Files.newDirectoryStream(Path.of("target"), "*-exec.jar")) {
            return new Part(
                    "api", environment, "-jar", archives.iterator().next().toString());
        }
    }

    private Part pump(ThrottlingProxy table) {
        Map<String, String> environment = new HashMap<>(amazon());
        environment.put("AWS_ENDPOINT_URL_DYNAMODB", table.endpoint().toString());
        environment.put("TABLE_NAME", TABLE);
        environment.put("STATE_DIR", dir.resolve("stream").toString());
        return new Part(
                "pump", environment, "-cp", System.getProperty("java.class.path"), "com.cruddur.stream.pump.Main");
    }

    private static Map<String, String> amazon() {
        return Map.of("AWS_REGION", "us-east-1", "AWS_ACCESS_KEY_ID", "local", "AWS_SECRET_ACCESS_KEY", "local");
    }

    private static boolean isReady(URI api) {
        try {
            return new Call(api, "GET", "/readyz").sendUnchecked().status() == 200;
        } catch (UncheckedIOException notYet) {
            return false;
        }
    }

    private boolean isTooEarly(Instant start, int rounds) {
        Duration passed = Duration.between(start, Instant.now());
        return passed.compareTo(duration) < 0
                || passed.compareTo(PATIENCE) < 0 && (rounds == 0 || acknowledged.size() < MESSAGES_AT_LEAST);
    }

    /** All pages of a person's list, newest first. */
    private static List<Shown> listed(URI api, Person person) {
        List<Shown> groups = new ArrayList<>();
        for (Answer page : pages(api, person, "/api/message_groups?limit=7")) {
            page.json()
                    .forEach(group -> groups.add(new Shown(
                            group.get("uuid").asString(),
                            group.get("message").asString(),
                            group.get("unread_count").asInt())));
        }
        return groups;
    }

    /** All pages of a conversation, oldest first. */
    private static List<String> messages(URI api, Person person, String group) {
        List<String> uuids = new ArrayList<>();
        for (Answer page : pages(api, person, "/api/messages/" + group + "?limit=7")) {
            uuids.addAll(0, page.each("uuid"));
        }
        return uuids;
    }

    private static List<Answer> pages(URI api, Person person, String first) {
        List<Answer> pages = new ArrayList<>();
        Optional<String> next = Optional.of(first);
        while (next.isPresent()) {
            Answer page = new Call(api, "GET", next.get()).as(person).send().isOk();
            pages.add(page);
            next = page.next();
        }
        return pages;
    }

    private void report(
            ThrottlingProxy proxy,
            Part api,
            Part pump,
            int stops,
            Duration disturbed,
            Duration started,
            Duration answered,
            Duration settled,
            Stored stored)
            throws IOException {
        String report = "%d people sent for %d s (seed %d): %d messages acknowledged, %d stored, %d attempts repeated%n"
                        .formatted(
                                PEOPLE,
                                disturbed.toSeconds(),
                                seed,
                                acknowledged.size(),
                                stored.messages(),
                                repeats.get())
                + "API killed %d times, pump killed %d times, PostgreSQL stopped %d times, %d calls throttled, %d answers lost%n"
                        .formatted(api.kills(), pump.kills(), stops, proxy.throttled(), proxy.lost())
                + "undisturbed, the API was ready after %.1f s, the last send acknowledged after %.1f s, every row right after %.1f s%n"
                        .formatted(
                                started.toMillis() / 1_000.0,
                                answered.toMillis() / 1_000.0,
                                settled.toMillis() / 1_000.0);
        Files.writeString(Path.of("target", "chaos-report.txt"), report);
        System.out.print(report);
    }
}
