package com.cruddur.api.local;

import com.cruddur.api.ApiApplication;
import com.cruddur.core.group.MessageGroups;
import com.cruddur.core.sample.SampleData;
import com.cruddur.core.sample.SampleUser;
import com.cruddur.core.table.TableAdmin;
import com.cruddur.core.table.TableSpec;
import com.cruddur.core.testing.LocalDynamoDb;
import com.cruddur.core.testing.LocalPostgres;
import com.cruddur.core.user.User;
import com.cruddur.core.user.UserDatabase;
import com.cruddur.core.user.Users;
import com.cruddur.stream.MessagingStreamHandler;
import com.cruddur.stream.pump.PumpSettings;
import com.cruddur.stream.pump.StreamPump;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.logging.Level;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.logging.LogLevel;
import org.springframework.boot.logging.LoggingSystem;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;

/** The whole system in this process, ready when {@link #start} returns. */
public final class LocalStack implements AutoCloseable {

    private static final String TABLE = TableSpec.DEFAULT_TABLE_NAME;

    /** Held here: the JDK forgets the level of a logger that nobody holds. */
    private static final Logger TOMCAT = Logger.getLogger("org.apache");

    /** What has been started, last first. */
    private final Deque<AutoCloseable> parts = new ArrayDeque<>();

    private final List<SampleUser> people;
    private final Addresses addresses;

    private LocalStack(StateDir state, StackOptions options) throws IOException {
        parts.push(state);
        try {
            CompletableFuture<LocalPostgres> starting = CompletableFuture.supplyAsync(
                    () -> LocalPostgres.persistent(state.path("postgres"), options.postgresPort()));
            LocalDynamoDb dynamoDb = closing(LocalDynamoDb.persistent(state.path("dynamodb"), options.dynamoDbPort()));
            LocalPostgres postgres = closing(starting.join());
            DynamoDbClient table = closing(dynamoDb.client());
            new TableAdmin(table).load(TABLE);
            UserDatabase.migrate(postgres.dataSource());

            SampleData sample = new SampleData(postgres.dataSource(), table, TABLE, Clock.systemUTC());
            loadOnce(sample, state.path("sample-data-loaded"));
            people = sample.users();
            List<Account> accounts = people.stream().map(Account::new).toList();
            register(accounts, postgres.dataSource());

            int apiPort = options.port() == 0 ? Ports.preferably(0) : options.port();
            LocalSignIn signIn = closing(LocalSignIn.start(
                    Ports.preferably(options.signInPort()),
                    List.of("http://localhost:" + apiPort, "http://127.0.0.1:" + apiPort),
                    accounts,
                    state.path("signing-key.json")));
            DynamoDbStreamsClient streams = closing(dynamoDb.streamsClient());
            closing(new StreamPump(
                            table,
                            streams,
                            new MessagingStreamHandler(new MessageGroups(table, TABLE)),
                            PumpSettings.of(TABLE, state.path("stream")))
                    .start());
            int managementPort = Ports.preferably(options.managementPort());
            addresses = new Addresses(
                    URI.create("http://localhost:" + apiPort),
                    dynamoDb.endpoint(),
                    TABLE,
                    postgres.jdbcUrl(),
                    signIn.issuer(),
                    URI.create("http://127.0.0.1:" + managementPort));
            closing(api(addresses, signIn));
            addresses.write(state.path());
            parts.push(() -> Addresses.remove(state.path()));
        } catch (IOException | RuntimeException e) {
            close();
            throw e;
        }
    }

    /** @throws StackException for what its user can mend: a busy port, a state directory in use */
    static LocalStack start(StackOptions options, boolean fresh) throws IOException {
        beQuiet();
        StateDir state = StateDir.hold(options.stateDir());
        if (options.port() != 0 && !Ports.isFree(options.port())) {
            state.close();
            throw new StackException("Port " + options.port()
                    + " is in use: stop what listens there, or choose another port with --port");
        }
        if (fresh) {
            state.deleteData();
        }
        return new LocalStack(state, options);
    }

    /** Before the engines start: they talk a lot, and DynamoDB Local tells every refused condition. */
    private static void beQuiet() {
        LoggingSystem logging = LoggingSystem.get(LocalStack.class.getClassLoader());
        logging.setLogLevel(LoggingSystem.ROOT_LOGGER_NAME, LogLevel.WARN);
        logging.setLogLevel("software.amazon.dynamodb", LogLevel.OFF);
        TOMCAT.setLevel(Level.WARNING);
    }

    /** On ports of its own, for a test. */
    public static LocalStack startForTest(Path stateDir) throws IOException {
        return start(StackOptions.anywhere(stateDir), false);
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

    private static void loadOnce(SampleData sample, Path marker) throws IOException {
        if (!Files.exists(marker)) {
            sample.load();
            Files.createFile(marker);
        }
    }

    /** What {@code db update-cognito-user-ids} does for the users of a Cognito user pool. */
    private static void register(List<Account> accounts, DataSource database) {
        Users users = new Users(database);
        for (Account account : accounts) {
            User user = users.byHandle(account.user().handle()).orElseThrow();
            users.register(user, account.user().email(), account.sub());
        }
    }

    private static ConfigurableApplicationContext api(Addresses addresses, LocalSignIn signIn) {
        AwsCredentialsProvider credentials =
                StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local"));
        return new SpringApplicationBuilder(ApiApplication.class)
                .registerShutdownHook(false)
                .initializers(context -> ((GenericApplicationContext) context)
                        .registerBean(AwsCredentialsProvider.class, () -> credentials))
                .run(
                        "--server.address=127.0.0.1",
                        "--server.port=" + addresses.api().getPort(),
                        "--management.server.address=127.0.0.1",
                        "--management.server.port=" + addresses.management().getPort(),
                        "--cruddur.dynamodb.endpoint-url=" + addresses.dynamoDb(),
                        "--cruddur.dynamodb.region=us-east-1",
                        "--cruddur.dynamodb.table-name=" + addresses.tableName(),
                        "--cruddur.database.migrate=false",
                        "--cruddur.sign-in.issuer=" + signIn.issuer(),
                        "--cruddur.sign-in.jwks-url=" + signIn.jwks(),
                        "--cruddur.sign-in.client-ids=" + LocalSignIn.CLIENT_ID,
                        "--spring.datasource.url=" + addresses.jdbcUrl(),
                        "--spring.main.banner-mode=off",
                        "--logging.level.root=WARN",
                        "--logging.level.software.amazon.dynamodb=OFF");
    }
}
