package com.cruddur.api.chaos;

import static org.awaitility.Awaitility.await;

import com.cruddur.api.testing.Call;
import com.cruddur.api.testing.Person;
import com.cruddur.api.testing.TokenIssuer;
import com.cruddur.api.valkey.ValkeyServer;
import com.cruddur.core.people.Handle;
import com.cruddur.core.people.User;
import com.cruddur.core.people.UserDatabase;
import com.cruddur.core.people.UserId;
import com.cruddur.core.people.Users;
import com.cruddur.core.table.TableAdmin;
import com.cruddur.core.testing.LocalDynamoDb;
import com.cruddur.core.testing.LocalPostgres;
import com.cruddur.core.testing.Ports;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Stream;
import org.springframework.boot.logging.LogLevel;
import org.springframework.boot.logging.LoggingSystem;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** The system in processes of its own, which can be killed; its stores are in this one. */
final class ChaosStack implements AutoCloseable {

    static final Duration LONGEST_START = Duration.ofMinutes(3);

    private static final String TABLE = "chaos";

    /** Of the first instance. */
    final URI address;

    final List<URI> addresses;
    final List<Person> people;
    final ThrottlingProxy proxy;
    final ValkeyServer valkey = ValkeyServer.start();
    /** The first instance. */
    final Part api;

    final List<Part> instances;
    final Part pump;

    private final Path dir;
    private final int postgresPort = Ports.free();
    private final TokenIssuer issuer = TokenIssuer.start();
    private final LocalDynamoDb engine = LocalDynamoDb.inMemory();
    private final DynamoDbClient table = engine.client();
    private LocalPostgres postgres;

    private ChaosStack(Path dir, int people, int instances, Random random) throws IOException {
        this.dir = dir;
        startDatabase();
        this.proxy = new ThrottlingProxy(engine.endpoint(), random);
        new TableAdmin(table).load(TABLE);
        UserDatabase.migrate(postgres.dataSource());
        this.people = register(people);
        this.addresses = Stream.generate(() -> URI.create("http://127.0.0.1:" + Ports.free()))
                .limit(instances)
                .toList();
        this.address = addresses.get(0);
        this.instances = new ArrayList<>();
        for (int i = 0; i < instances; i++) {
            this.instances.add(startApi(i == 0 ? "api" : "api-" + (i + 1), addresses.get(i)));
        }
        this.api = this.instances.get(0);
        this.pump = startPump();
    }

    /** @param dir for what the stores and the pump keep */
    static ChaosStack start(Path dir, int people, Random random) throws IOException {
        return start(dir, people, 1, random);
    }

    /** @param instances of the API, which share Valkey */
    static ChaosStack start(Path dir, int people, int instances, Random random) throws IOException {
        // Before the engines start: they talk a lot.
        LoggingSystem logging = LoggingSystem.get(ChaosStack.class.getClassLoader());
        logging.setLogLevel(LoggingSystem.ROOT_LOGGER_NAME, LogLevel.WARN);
        logging.setLogLevel("software.amazon.dynamodb", LogLevel.OFF);
        ChaosStack stack = new ChaosStack(dir, people, instances, random);
        await().atMost(LONGEST_START).until(() -> stack.addresses.stream().allMatch(ChaosStack::isReady));
        return stack;
    }

    boolean isReady() {
        return isReady(address);
    }

    static boolean isReady(URI instance) {
        try {
            return new Call(instance, "GET", "/readyz").sendUnchecked().status() == 200;
        } catch (UncheckedIOException notYet) {
            return false;
        }
    }

    void stopDatabase() {
        postgres.close();
    }

    void startDatabase() {
        postgres = LocalPostgres.persistent(dir.resolve("postgres"), postgresPort);
    }

    Stored stored() {
        return new Stored(table, TABLE);
    }

    private List<Person> register(int count) {
        Users users = new Users(postgres.dataSource());
        List<Person> registered = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            String sub = UUID.randomUUID().toString();
            User user = new User(new UserId(UUID.randomUUID()), new Handle("person" + i), "Person " + i);
            registered.add(new Person(users.register(user, "p" + i + "@example.com", sub), sub, issuer.token(sub)));
        }
        return List.copyOf(registered);
    }

    private Part startApi(String name, URI at) throws IOException {
        Map<String, String> environment = new HashMap<>(amazon());
        environment.put("SERVER_ADDRESS", "127.0.0.1");
        environment.put("SERVER_PORT", Integer.toString(at.getPort()));
        environment.put("MANAGEMENT_SERVER_ADDRESS", "127.0.0.1");
        environment.put("MANAGEMENT_SERVER_PORT", "0");
        environment.put("CRUDDUR_DYNAMODB_ENDPOINT_URL", proxy.endpoint().toString());
        environment.put("CRUDDUR_DYNAMODB_REGION", "us-east-1");
        environment.put("CRUDDUR_DYNAMODB_TABLE_NAME", TABLE);
        environment.put("CRUDDUR_SIGN_IN_ISSUER", issuer.issuer().toString());
        environment.put("CRUDDUR_SIGN_IN_CLIENT_IDS", TokenIssuer.CLIENT_ID);
        environment.put("SPRING_DATASOURCE_URL", postgres.jdbcUrl());
        environment.put("CRUDDUR_VALKEY_URL", valkey.url());
        // So small that every run meets refusals, on a slow machine too.
        environment.put("CRUDDUR_RATE_LIMIT_USER_BURST", "20");
        environment.put("CRUDDUR_RATE_LIMIT_USER_PER_MINUTE", "1200");
        try (var archives = Files.newDirectoryStream(Path.of("target"), "*-exec.jar")) {
            return new Part(
                    name, environment, "-jar", archives.iterator().next().toString());
        }
    }

    private Part startPump() {
        Map<String, String> environment = new HashMap<>(amazon());
        environment.put("AWS_ENDPOINT_URL_DYNAMODB", proxy.endpoint().toString());
        environment.put("TABLE_NAME", TABLE);
        environment.put("CRUDDUR_VALKEY_URL", valkey.url());
        environment.put("STATE_DIR", dir.resolve("stream").toString());
        return new Part(
                "pump", environment, "-cp", System.getProperty("java.class.path"), "com.cruddur.stream.pump.Main");
    }

    private static Map<String, String> amazon() {
        return Map.of("AWS_REGION", "us-east-1", "AWS_ACCESS_KEY_ID", "local", "AWS_SECRET_ACCESS_KEY", "local");
    }

    @Override
    public void close() {
        instances.forEach(Part::close);
        pump.close();
        valkey.close();
        proxy.close();
        table.close();
        engine.close();
        issuer.close();
        postgres.close();
    }
}
