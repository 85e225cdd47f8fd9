package com.cruddur.api.local;

import com.cruddur.api.ApiApplication;
import com.cruddur.cli.sample.SampleData;
import com.cruddur.cli.sample.SampleUser;
import com.cruddur.core.cache.CacheEngine;
import com.cruddur.core.cache.CacheMeter;
import com.cruddur.core.cache.LocalEngine;
import com.cruddur.core.cache.VersionedCache;
import com.cruddur.core.live.ForgettingBus;
import com.cruddur.core.live.LiveBus;
import com.cruddur.core.live.LocalBus;
import com.cruddur.core.people.User;
import com.cruddur.core.people.UserDatabase;
import com.cruddur.core.people.Users;
import com.cruddur.core.table.TableAdmin;
import com.cruddur.core.table.TableSpec;
import com.cruddur.core.testing.LocalDynamoDb;
import com.cruddur.core.testing.LocalPostgres;
import com.cruddur.core.testing.Ports;
import com.cruddur.stream.MessagingStreamHandler;
import com.cruddur.stream.RowWriter;
import com.cruddur.stream.pump.PumpSettings;
import com.cruddur.stream.pump.StreamPump;
import com.cruddur.stream.valkey.ValkeyAnnouncements;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.logging.Level;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.logging.LoggingApplicationListener;
import org.springframework.boot.logging.LogLevel;
import org.springframework.boot.logging.LoggingSystem;
import org.springframework.boot.web.server.PortInUseException;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;

/** The whole system in this process, ready when {@link #start} returns. */
public final class LocalStack implements AutoCloseable {

    private static final int MAX_ATTEMPTS = 3;
    private static final int LOOPBACK_MILLIS = 2_000;

    private static final String TABLE = TableSpec.DEFAULT_TABLE_NAME;

    /** Where a front-end developer's Vite serves the pages. */
    private static final long CACHE_BYTES = 32 << 20;

    private static final String VITE = "http://localhost:5173";

    /** Held here: the JDK forgets the level of a logger that nobody holds. */
    private static final Logger TOMCAT = Logger.getLogger("org.apache");

    /** What has been started, last first. */
    private final Deque<AutoCloseable> parts = new ConcurrentLinkedDeque<>();

    /** Of all parts, which are in one process; not used with Valkey. */
    private final LiveBus bus = new LocalBus();

    private final CacheEngine cache = new LocalEngine(CACHE_BYTES);

    private final List<SampleUser> people;
    private final Addresses addresses;
    private final int postgresPort;
    private final boolean isRateLimited;
    private final @Nullable String valkey;

    /** For a second instance of the API, in a test. */
    private final int otherPort = Ports.free();

    private LocalStack(StateDir state, StackOptions options) throws IOException {
        parts.push(state);
        isRateLimited = options.isRateLimited();
        valkey = options.valkey();
        try {
            CompletableFuture<LocalPostgres> starting = CompletableFuture.supplyAsync(
                    () -> closing(LocalPostgres.persistent(state.path("postgres"), options.postgresPort())));
            LocalDynamoDb dynamoDb;
            try {
                dynamoDb = closing(LocalDynamoDb.persistent(state.path("dynamodb"), options.dynamoDbPort()));
            } finally {
                // Nothing may start behind the back of close().
                starting.handle((started, failure) -> null).join();
            }
            LocalPostgres postgres = starting.join();
            postgresPort =
                    URI.create(postgres.jdbcUrl().substring("jdbc:".length())).getPort();
            DynamoDbClient table = closing(dynamoDb.client());
            SampleData sample = new SampleData(postgres.dataSource(), table, TABLE, Clock.systemUTC());
            people = sample.users();
            List<Account> accounts = people.stream().map(Account::new).toList();
            addresses = new Addresses(
                    URI.create("http://localhost:" + Ports.preferably(options.port())),
                    dynamoDb.endpoint(),
                    TABLE,
                    postgres.jdbcUrl(),
                    URI.create("http://127.0.0.1:" + Ports.preferably(options.signInPort())),
                    URI.create("http://127.0.0.1:" + Ports.preferably(options.managementPort())));
            // Each takes a second or more, and none needs another before its first request.
            CompletableFuture.allOf(
                            CompletableFuture.runAsync(() -> {
                                fill(state, table, postgres, sample, accounts);
                                closing(pump(state, table, closing(dynamoDb.streamsClient())));
                            }),
                            CompletableFuture.runAsync(() -> closing(signIn(state, addresses, otherPort, accounts))),
                            CompletableFuture.runAsync(
                                    () -> closing(api(addresses, addresses.api().getPort(), Clock.systemUTC()))))
                    .join();
            addresses.write(state.path());
            parts.push(() -> Addresses.remove(state.path()));
        } catch (CompletionException e) {
            close();
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        } catch (IOException | RuntimeException e) {
            close();
            throw e;
        }
    }

    /** @throws StackException for what its user can mend: a busy port, a state directory in use */
    static LocalStack start(StackOptions wanted, boolean fresh) throws IOException {
        beQuiet();
        requireLoopback();
        StackOptions options = wanted;
        boolean empty = fresh;
        for (int attempt = 1; ; attempt++) {
            StateDir state = StateDir.hold(options.stateDir());
            if (options.port() != 0 && !Ports.isFree(options.port())) {
                state.close();
                throw new StackException("Port " + options.port()
                        + " is in use: stop what listens there, or choose another port with --port");
            }
            if (empty) {
                state.deleteData();
                empty = false;
            }
            try {
                return new LocalStack(state, options);
            } catch (RuntimeException e) {
                // Another program, such as another stack that starts, took a port after it was looked for.
                if (attempt == MAX_ATTEMPTS || !isPortTaken(e)) {
                    throw e;
                }
                options = options.onFreePorts();
            }
        }
    }

    /** Listens and connects: some systems let one listen at an address that the interface does not have. */
    private static void requireLoopback() throws IOException {
        InetAddress loopback = InetAddress.getByName("127.0.0.1");
        try (ServerSocket there = new ServerSocket(0, 1, loopback);
                Socket here = new Socket()) {
            here.connect(there.getLocalSocketAddress(), LOOPBACK_MILLIS);
        } catch (IOException e) {
            throw new StackException("Nothing can be reached at 127.0.0.1 (" + e.getMessage()
                    + "): the loopback interface needs its IPv4 address");
        }
    }

    private static boolean isPortTaken(Throwable failure) {
        for (Throwable t = failure; t != null; t = t.getCause()) {
            if (t instanceof BindException
                    || t instanceof PortInUseException
                    || String.valueOf(t.getMessage()).startsWith("PostgreSQL does not start on port")) {
                return true;
            }
        }
        return false;
    }

    /** Whether nothing of it has ended by itself. */
    boolean isWhole() {
        try (Socket postgres = new Socket(InetAddress.getLoopbackAddress(), postgresPort)) {
            return postgres.isConnected();
        } catch (IOException e) {
            return false;
        }
    }

    /** Before the engines start: they talk a lot, and DynamoDB Local tells every refused condition. */
    private static void beQuiet() {
        LoggingSystem logging = LoggingSystem.get(LocalStack.class.getClassLoader());
        logging.setLogLevel(LoggingSystem.ROOT_LOGGER_NAME, LogLevel.WARN);
        logging.setLogLevel("software.amazon.dynamodb", LogLevel.OFF);
        // What fails at the start is thrown too, and said in one line.
        logging.setLogLevel("org.springframework.boot.SpringApplication", LogLevel.OFF);
        logging.setLogLevel("org.springframework.boot.diagnostics", LogLevel.OFF);
        logging.setLogLevel("org.springframework.boot.web.server.servlet.context", LogLevel.OFF);
        logging.setLogLevel("io.zonky.test.db.postgres", LogLevel.OFF);
        TOMCAT.setLevel(Level.WARNING);
    }

    /**
     * Another instance of the API on the same stores, for a test.
     *
     * @param clock what it takes for the time
     * @return its address
     */
    URI anotherApi(Clock clock) {
        closing(api(addresses, otherPort, clock));
        return URI.create("http://localhost:" + otherPort);
    }

    /** On ports of its own, for a test. */
    public static LocalStack startForTest(Path stateDir) throws IOException {
        return start(StackOptions.anywhere(stateDir), false);
    }

    /** The same with live updates over Valkey. */
    static LocalStack startForTest(Path stateDir, String valkey) throws IOException {
        return start(StackOptions.overValkey(stateDir, valkey), false);
    }

    Addresses addresses() {
        return addresses;
    }

    /** Where the API and the pages are. */
    public URI address() {
        return addresses.api();
    }

    /** Who can sign in. */
    List<SampleUser> people() {
        return people;
    }

    @Override
    public void close() {
        while (!parts.isEmpty()) {
            try {
                parts.pop().close();
            } catch (Exception e) {
                System.err.println("While stopping: " + e);
            }
        }
    }

    private <T extends AutoCloseable> T closing(T part) {
        parts.push(part);
        return part;
    }

    private static void fill(
            StateDir state, DynamoDbClient table, LocalPostgres postgres, SampleData sample, List<Account> accounts) {
        new TableAdmin(table).load(TABLE);
        UserDatabase.migrate(postgres.dataSource());
        Path loaded = state.path("sample-data-loaded");
        if (!Files.exists(loaded)) {
            sample.load();
            try {
                Files.createFile(loaded);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        register(accounts, postgres.dataSource());
    }

    /** What {@code db update-cognito-user-ids} does for the users of a Cognito user pool. */
    private static void register(List<Account> accounts, DataSource database) {
        Users users = new Users(database);
        for (Account account : accounts) {
            User user = users.byHandle(account.user().handle()).orElseThrow();
            users.register(user, account.user().email(), account.sub());
        }
    }

    private StreamPump pump(StateDir state, DynamoDbClient table, DynamoDbStreamsClient streams) {
        LiveBus forgetting = new ForgettingBus(VersionedCache.of(cache, TABLE, CacheMeter.NONE), bus);
        MessagingStreamHandler handler = valkey == null
                ? new MessagingStreamHandler(new RowWriter(table, TABLE, forgetting))
                : new MessagingStreamHandler(
                        table, TABLE, ValkeyAnnouncements.withCache(Map.of("CRUDDUR_VALKEY_URL", valkey), TABLE));
        return new StreamPump(table, streams, handler, PumpSettings.of(TABLE, state.path("stream"))).start();
    }

    private static LocalSignIn signIn(StateDir state, Addresses addresses, int otherPort, List<Account> accounts) {
        int pages = addresses.api().getPort();
        List<String> origins = List.of(
                "http://localhost:" + pages, "http://127.0.0.1:" + pages, "http://localhost:" + otherPort, VITE);
        return LocalSignIn.start(addresses.signIn().getPort(), origins, accounts, state.path("signing-key.json"));
    }

    private ConfigurableApplicationContext api(Addresses addresses, int port, Clock clock) {
        AwsCredentialsProvider credentials =
                StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local"));
        SpringApplicationBuilder api = new SpringApplicationBuilder(ApiApplication.class);
        // Boot would set up logging anew, under the hands of the parts that start at the same time.
        api.application()
                .setListeners(api.application().getListeners().stream()
                        .filter(listener -> !(listener instanceof LoggingApplicationListener))
                        .toList());
        return api.registerShutdownHook(false)
                .initializers(context -> {
                    GenericApplicationContext beans = (GenericApplicationContext) context;
                    beans.registerBean(AwsCredentialsProvider.class, () -> credentials);
                    if (valkey == null) {
                        beans.registerBean(LiveBus.class, () -> bus);
                        beans.registerBean(CacheEngine.class, () -> cache);
                    }
                    beans.registerBean("testClock", Clock.class, () -> clock, bean -> bean.setPrimary(true));
                })
                .run(
                        "--server.address=127.0.0.1",
                        "--server.port=" + port,
                        "--management.server.address=127.0.0.1",
                        "--management.server.port="
                                + (port == addresses.api().getPort()
                                        ? addresses.management().getPort()
                                        : 0),
                        "--cruddur.dynamodb.endpoint-url=" + addresses.dynamoDb(),
                        "--cruddur.dynamodb.region=us-east-1",
                        "--cruddur.dynamodb.table-name=" + addresses.tableName(),
                        "--cruddur.database.migrate=false",
                        "--cruddur.valkey.url=" + (valkey == null ? "" : valkey),
                        "--cruddur.rate-limit.enabled=" + isRateLimited,
                        // Whoever starts it wants it soon, and is one person.
                        "--cruddur.warm-up.rounds=0",
                        "--cruddur.sign-in.issuer=" + addresses.signIn(),
                        "--cruddur.sign-in.jwks-url=" + addresses.signIn().resolve(LocalSignIn.JWKS_PATH),
                        "--cruddur.sign-in.client-ids=" + LocalSignIn.CLIENT_ID,
                        "--spring.datasource.url=" + addresses.jdbcUrl(),
                        "--spring.main.banner-mode=off");
    }
}
