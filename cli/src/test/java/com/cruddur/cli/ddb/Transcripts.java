package com.cruddur.cli.ddb;

import com.cruddur.cli.Transcript;
import com.cruddur.core.UseCases;
import com.cruddur.core.message.Message;
import com.cruddur.core.message.MessageText;
import com.cruddur.core.people.Handle;
import com.cruddur.core.people.User;
import com.cruddur.core.people.UserDatabase;
import com.cruddur.core.people.UserId;
import com.cruddur.core.people.Users;
import com.cruddur.core.table.TableAdmin;
import com.cruddur.core.testing.LocalDynamoDb;
import com.cruddur.core.testing.LocalPostgres;
import com.cruddur.core.testing.PostgresDatabase;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** A table of its own for each test, three people, and what a person types and what is printed. */
abstract class Transcripts {

    private static PostgresDatabase database;
    static User ada;
    static User bo;
    static User lonely;

    @TempDir
    Path dir;

    final String table = "test-" + UUID.randomUUID();
    final DynamoDbClient dynamoDb = LocalDynamoDb.shared().client();

    Transcript transcript;

    @BeforeAll
    static void users() {
        database = LocalPostgres.shared().freshDatabase();
        UserDatabase.migrate(database.dataSource());
        Users users = new Users(database.dataSource());
        ada = users.register(
                new User(new UserId(UUID.randomUUID()), new Handle("ada"), "Ada Adler"), "ada@example.com", "MOCK");
        bo = users.register(
                new User(new UserId(UUID.randomUUID()), new Handle("bo"), "Bo Brown"), "bo@example.com", "MOCK");
        lonely = users.register(
                new User(new UserId(UUID.randomUUID()), new Handle("lonely"), "Lonely"), "lonely@example.com", "MOCK");
    }

    @BeforeEach
    void environment() {
        LocalDynamoDb.shared().deleteTables();
        transcript = new Transcript()
                .with("table", table)
                .with("dir", dir.toString())
                .withEnvironment("CRUDDUR_TABLE", table)
                .withEnvironment("CRUDDUR_DATABASE_URL", database.jdbcUrl())
                .withEnvironment("CRUDDUR_STATE_DIR", dir.toString())
                .withEnvironment(
                        "AWS_ENDPOINT_URL_DYNAMODB",
                        LocalDynamoDb.shared().endpoint().toString());
    }

    void loaded() {
        new TableAdmin(dynamoDb).load(table);
    }

    List<Message> converse(String... texts) {
        UseCases useCases = UseCases.of(LocalDynamoDb.shared().client(new StoredControls()), table, Clock.systemUTC());
        List<Message> sent = new ArrayList<>();
        for (String text : texts) {
            sent.add(useCases.openConversation().open(ada, bo, new MessageText(StoredControls.hidden(text)), null));
        }
        return sent;
    }

    void putMessage(String name, UUID conversation, String time, User sender, String text) {
        putMessage(name, conversation, time, UUID.randomUUID(), sender, text);
    }

    void putMessage(String name, UUID conversation, String time, UUID message, User sender, String text) {
        dynamoDb.putItem(put -> put.tableName(name)
                .item(Map.of(
                        "pk", AttributeValue.fromS("MSG#" + conversation),
                        "sk", AttributeValue.fromS(time),
                        "message", AttributeValue.fromS(text),
                        "message_uuid", AttributeValue.fromS(message.toString()),
                        "user_uuid", AttributeValue.fromS(sender.id().toString()),
                        "user_display_name", AttributeValue.fromS(sender.displayName()),
                        "user_handle", AttributeValue.fromS(sender.handle().value()))));
    }

    void putRow(String name, UUID conversation, User owner, User other) {
        dynamoDb.putItem(put -> put.tableName(name)
                .item(Map.of(
                        "pk", AttributeValue.fromS("GRP#" + owner.id()),
                        "sk", AttributeValue.fromS("2023-03-01T10:01:00"),
                        "message_group_uuid", AttributeValue.fromS(conversation.toString()),
                        "message", AttributeValue.fromS("Hello yourself"),
                        "user_uuid", AttributeValue.fromS(other.id().toString()),
                        "user_display_name", AttributeValue.fromS(other.displayName()),
                        "user_handle", AttributeValue.fromS(other.handle().value()))));
    }
}
