package com.cruddur.core.testing;

import com.cruddur.core.UseCases;
import com.cruddur.core.conversation.ConversationId;
import com.cruddur.core.conversation.Conversations;
import com.cruddur.core.conversation.RowMoves;
import com.cruddur.core.group.Group;
import com.cruddur.core.group.Groups;
import com.cruddur.core.message.Message;
import com.cruddur.core.message.Messages;
import com.cruddur.core.people.Handle;
import com.cruddur.core.people.User;
import com.cruddur.core.people.UserId;
import com.cruddur.core.table.Item;
import com.cruddur.core.table.TableAdmin;
import com.cruddur.core.table.TableSpec;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * A table of its own for a test, on the shared engine, with the repositories on it.
 *
 * @param name random, so that tests do not meet
 */
public record MessagingTable(
        String name, DynamoDbClient client, UseCases useCases, Conversations conversations, Messages messages) {

    /** @param interceptors what the test wants to see, or to break, of the repositories' calls */
    public static MessagingTable create(ExecutionInterceptor... interceptors) {
        String name = "test-" + UUID.randomUUID();
        LocalDynamoDb engine = LocalDynamoDb.shared();
        try (DynamoDbClient admin = engine.client()) {
            new TableAdmin(admin).load(name);
        }
        return on(name, engine.client(interceptors));
    }

    /** The same table through another client. */
    public MessagingTable through(ExecutionInterceptor... interceptors) {
        return on(name, LocalDynamoDb.shared().client(interceptors));
    }

    private static MessagingTable on(String name, DynamoDbClient client) {
        return new MessagingTable(
                name,
                client,
                UseCases.of(client, name, Clock.systemUTC()),
                new Conversations(client, name),
                new Messages(client, name));
    }

    /** Another instance of the service: with a clock of its own, and nothing known of what the others wrote. */
    public UseCases instance(Clock clock) {
        return UseCases.of(client, name, clock);
    }

    /** Somebody new. */
    public static User user(String handle) {
        return new User(new UserId(UUID.randomUUID()), new Handle(handle), "Display name of " + handle);
    }

    /** What the stream function does for a message. */
    public void advance(Message message) {
        Collection<UserId> members = message.memberIds().isEmpty()
                ? new Groups(client, name)
                        .find(message.conversation())
                        .map(Group::memberIds)
                        .orElse(List.of())
                : message.memberIds();
        new RowMoves(client, name).show(message.conversation(), members, message.asLast());
    }

    /** Takes a member's row of a conversation away, as nobody of ours ever does. */
    public void lose(User member, ConversationId conversation) {
        client.deleteItem(delete -> delete.tableName(name)
                .key(Item.of(TableSpec.GROUP_PREFIX + member.id(), conversation.toString())
                        .attributes()));
    }

    /** Every item under a partition key, as it is stored. */
    public List<Map<String, AttributeValue>> items(String pk) {
        return client
                .queryPaginator(query -> query.tableName(name)
                        .consistentRead(true)
                        .keyConditionExpression("pk = :pk")
                        .expressionAttributeValues(Map.of(":pk", AttributeValue.fromS(pk))))
                .items()
                .stream()
                .toList();
    }
}
