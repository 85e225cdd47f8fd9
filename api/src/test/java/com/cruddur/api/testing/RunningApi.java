package com.cruddur.api.testing;

import com.cruddur.api.ApiApplication;
import com.cruddur.core.UseCases;
import com.cruddur.core.conversation.Conversation;
import com.cruddur.core.conversation.ConversationId;
import com.cruddur.core.conversation.Conversations;
import com.cruddur.core.conversation.Member;
import com.cruddur.core.conversation.RowMoves;
import com.cruddur.core.group.GroupTitle;
import com.cruddur.core.group.History;
import com.cruddur.core.message.Message;
import com.cruddur.core.message.MessageId;
import com.cruddur.core.message.MessageSeq;
import com.cruddur.core.people.Handle;
import com.cruddur.core.people.User;
import com.cruddur.core.people.UserId;
import com.cruddur.core.people.Users;
import com.cruddur.core.table.Item;
import com.cruddur.core.table.TableAdmin;
import com.cruddur.core.table.TableSpec;
import com.cruddur.core.testing.LocalDynamoDb;
import com.cruddur.core.testing.LocalPostgres;
import com.cruddur.core.testing.PostgresDatabase;
import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.HikariPoolMXBean;
import java.io.IOException;
import java.net.URI;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
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
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The API with its stores and an issuer of tokens. Its people are new in every test, so tests do not meet. */
public final class RunningApi implements AutoCloseable {

    private static final String TABLE = "api-test";

    private static final List<String> SETTINGS = List.of(
            "server.port=0",
            "server.address=127.0.0.1",
            "management.server.port=0",
            "management.server.address=127.0.0.1",
            "cruddur.dynamodb.region=us-east-1",
            "cruddur.sign-in.client-ids=another," + TokenIssuer.CLIENT_ID,
            "cruddur.cors.allowed-origins=https://app.example.com",
            // Tests ask faster than people, all from one address.
            "cruddur.rate-limit.enabled=false",
            // Who has gone is seen by the second one that cannot be sent.
            "cruddur.events.heartbeat=500ms",
            "cruddur.cache.users=0s",
            "cruddur.warm-up.rounds=0",
            "spring.main.banner-mode=off",
            "logging.level.root=WARN",
            // DynamoDB Local runs in this JVM and tells every call.
            "logging.level.software.amazon.dynamodb=OFF",
            "logging.level.com.zaxxer.hikari=ERROR");

    private final TokenIssuer issuer = TokenIssuer.start();
    private final TableFaults tableFaults = new TableFaults();
    private final LocalDynamoDb dynamoDb = LocalDynamoDb.shared();
    private final DynamoDbClient table = dynamoDb.client();
    private final Wire tableWire = Wire.to(dynamoDb.endpoint().getPort());
    private final Wire databaseWire;
    private final HikariDataSource database;
    private final List<String> stores;
    private final ConfigurableApplicationContext context;

    private RunningApi() {
        new TableAdmin(table).load(TABLE);
        PostgresDatabase postgres = LocalPostgres.shared().freshDatabase();
        URI address = URI.create(postgres.jdbcUrl().substring("jdbc:".length()));
        this.databaseWire = Wire.to(address.getPort());
        this.database = pool(postgres);
        this.stores = List.of(
                "cruddur.dynamodb.endpoint-url=http://127.0.0.1:" + tableWire.port(),
                "cruddur.dynamodb.table-name=" + TABLE,
                "cruddur.sign-in.issuer=" + issuer.issuer(),
                "spring.datasource.url="
                        + postgres.jdbcUrl().replace(":" + address.getPort() + "/", ":" + databaseWire.port() + "/"));
        this.context = another(beans -> {});
    }

    /** For what the tests themselves write: a new connection costs more than what is written over it. */
    private static HikariDataSource pool(PostgresDatabase postgres) {
        HikariConfig settings = new HikariConfig();
        settings.setJdbcUrl(postgres.jdbcUrl());
        settings.setMaximumPoolSize(4);
        settings.setMinimumIdle(1);
        return new HikariDataSource(settings);
    }

    static RunningApi start() {
        // Before the engines start: they talk a lot.
        LoggingSystem.get(RunningApi.class.getClassLoader()).setLogLevel(LoggingSystem.ROOT_LOGGER_NAME, LogLevel.WARN);
        return new RunningApi();
    }

    /**
     * The application on free ports of the loopback interface.
     *
     * @param properties besides the usual ones of tests, or in place of them
     */
    public static ConfigurableApplicationContext run(TableFaults faults, String... properties) {
        return run(faults, beans -> {}, List.of(properties));
    }

    /** Another instance on the same stores, which its caller closes. */
    public ConfigurableApplicationContext another(Consumer<GenericApplicationContext> beans, String... properties) {
        return run(
                tableFaults,
                beans,
                Stream.concat(stores.stream(), Stream.of(properties)).toList());
    }

    private static ConfigurableApplicationContext run(
            TableFaults faults, Consumer<GenericApplicationContext> moreBeans, List<String> properties) {
        AwsCredentialsProvider credentials =
                StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local"));
        return new SpringApplicationBuilder(ApiApplication.class)
                .initializers(context -> {
                    GenericApplicationContext beans = (GenericApplicationContext) context;
                    beans.registerBean(AwsCredentialsProvider.class, () -> credentials);
                    beans.registerBean(TableFaults.class, () -> faults);
                    moreBeans.accept(beans);
                })
                .run(Stream.concat(SETTINGS.stream(), properties.stream())
                        .map(property -> property.split("=", 2))
                        .collect(Collectors.toMap(
                                property -> "--" + property[0] + "=", property -> property[1], (one, other) -> other))
                        .entrySet()
                        .stream()
                        .map(property -> property.getKey() + property.getValue())
                        .toArray(String[]::new));
    }

    public Call get(String address) {
        return call("GET", address);
    }

    public Call post(String address) {
        return call("POST", address);
    }

    public Call put(String address) {
        return call("PUT", address);
    }

    public Call patch(String address) {
        return call("PATCH", address);
    }

    public Call delete(String address) {
        return call("DELETE", address);
    }

    public Call call(String method, String address) {
        return call(context, method, address);
    }

    public static Call call(ConfigurableApplicationContext context, String method, String address) {
        return new Call(address(context, "local.server.port"), method, address);
    }

    /** On the management port. */
    public Call manage(String address) {
        return new Call(address(context, "local.management.port"), "GET", address);
    }

    public int port() {
        return address(context, "local.server.port").getPort();
    }

    private static URI address(ConfigurableApplicationContext context, String port) {
        return URI.create("http://127.0.0.1:" + context.getEnvironment().getRequiredProperty(port));
    }

    /** Somebody new. */
    public Person person() {
        String sub = UUID.randomUUID().toString();
        String handle = "p" + sub.substring(0, 13);
        User user = new Users(database)
                .register(
                        new User(new UserId(UUID.randomUUID()), new Handle(handle), "Person " + handle),
                        handle + "@example.com",
                        sub);
        return new Person(user, sub, () -> issuer.token(sub));
    }

    /** Sends, and does what the stream does behind it. */
    public Answer say(Person sender, Person receiver, String text) {
        Answer sent = post("/api/messages")
                .as(sender)
                .json(Map.of("message", text, "handle", receiver.handle()))
                .send()
                .isOk();
        move(sender, receiver, sent);
        return sent;
    }

    /** What the stream does behind a message. */
    public void move(Person sender, Person receiver, Answer sent) {
        Message message = new Message(
                MessageId.parse(sent.text("uuid")),
                ConversationId.parse(sent.text("message_group_uuid")),
                sent.number("seq"),
                Instant.parse(sent.text("created_at")),
                Member.of(sender.user()),
                sent.text("message"),
                Set.of(sender.id(), receiver.id()));
        new RowMoves(table, TABLE).show(message.conversation(), message.memberIds(), message.asLast());
    }

    /** The use cases of the core on the same table, for what a test needs to be there. */
    public UseCases useCases() {
        return context.getBean(UseCases.class);
    }

    /** A group with a title. */
    public ConversationId group(Person creator, History history, Person... others) {
        List<User> people = Arrays.stream(others).map(Person::user).toList();
        return useCases()
                .createGroup()
                .create(creator.user(), people, new GroupTitle("Of " + creator.handle()), history, null)
                .id();
    }

    /** Takes a row of a pair away, as if it were lost: the messages stay. */
    public void loseRow(Person member, ConversationId conversation) {
        Item row = Item.of(TableSpec.GROUP_PREFIX + member.id(), conversation.toString());
        table.deleteItem(delete -> delete.tableName(TABLE).key(row.attributes()));
    }

    /** What DynamoDB does with a change when its time is over. */
    public void expireChange(String conversation, long changeSeq) {
        Item change = Item.of(TableSpec.CHANGE_PREFIX + conversation, MessageSeq.key(changeSeq));
        table.deleteItem(delete -> delete.tableName(TABLE).key(change.attributes()));
    }

    /** A user's own row of a conversation, which is what gives access to it. */
    public Optional<Conversation> row(Person user, ConversationId conversation) {
        return new Conversations(table, TABLE).find(user.id(), conversation);
    }

    /** All items of a partition, as they are stored. */
    public List<Map<String, AttributeValue>> items(String partition) {
        return table
                .queryPaginator(query -> query.tableName(TABLE)
                        .consistentRead(true)
                        .keyConditionExpression(TableSpec.PK + " = :pk")
                        .expressionAttributeValues(Map.of(":pk", AttributeValue.fromS(partition))))
                .items()
                .stream()
                .toList();
    }

    public TokenIssuer issuer() {
        return issuer;
    }

    public TableFaults tableFaults() {
        return tableFaults;
    }

    public Wire tableWire() {
        return tableWire;
    }

    public Wire databaseWire() {
        return databaseWire;
    }

    /** The next test begins with whole connections. */
    public void reconnectDatabase() {
        reconnectDatabase(context);
    }

    public static void reconnectDatabase(ConfigurableApplicationContext instance) {
        HikariPoolMXBean pool = instance.getBean(HikariDataSource.class).getHikariPoolMXBean();
        // Before its first connection there is no pool.
        if (pool != null) {
            pool.softEvictConnections();
        }
    }

    public DataSource database() {
        return database;
    }

    public ConfigurableApplicationContext context() {
        return context;
    }

    @Override
    public void close() throws IOException {
        context.close();
        database.close();
        issuer.close();
        tableWire.close();
        databaseWire.close();
    }
}
