package com.cruddur.stream;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import com.cruddur.core.UseCases;
import com.cruddur.core.conversation.ConversationId;
import com.cruddur.core.group.History;
import com.cruddur.core.message.Message;
import com.cruddur.core.message.MessageItem;
import com.cruddur.core.message.MessageText;
import com.cruddur.core.people.Handle;
import com.cruddur.core.people.User;
import com.cruddur.core.people.UserId;
import com.cruddur.core.table.CapacityMeter;
import com.cruddur.core.table.Item;
import com.cruddur.core.table.TableAdmin;
import com.cruddur.core.testing.DynamoDbExtension;
import com.cruddur.core.testing.LocalDynamoDb;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the stream function costs (the access-pattern table of the data model). */
@ExtendWith(DynamoDbExtension.class)
class CapacityIT {

    private static final String TABLE = "capacity";

    private final User alice = new User(new UserId(UUID.randomUUID()), new Handle("alice"), "Alice");
    private final User bob = new User(new UserId(UUID.randomUUID()), new Handle("bob"), "Bob");
    private final CapacityMeter meter = new CapacityMeter();
    private final MessagingStreamHandler handler;
    private final UseCases useCases;

    CapacityIT(LocalDynamoDb engine) {
        new TableAdmin(engine.client()).load(TABLE);
        this.handler = new MessagingStreamHandler(new RowWriter(engine.client(meter), TABLE));
        this.useCases = UseCases.of(engine.client(), TABLE, Clock.systemUTC());
    }

    @BeforeEach
    void open() {
        useCases.openConversation().open(alice, bob, new MessageText("hello"), null);
    }

    @Test
    void ap6CostsOneUnitOnTheTableAndTwoOnTheIndexForEachMember() {
        handler.handleRequest(StreamEvents.batch(records(1)), null);

        assertThat(meter.table()).isEqualTo(2);
        assertThat(meter.index()).isEqualTo(4);
    }

    @Test
    void ap6CostsOneMoveForFiveMessagesOfAConversationInOneBatch() {
        handler.handleRequest(StreamEvents.batch(records(5)), null);

        assertThat(meter.table()).isEqualTo(2);
        assertThat(meter.index()).isEqualTo(4);
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 5, 20, 50})
    void aMessageToAGroupOfNCosts3nBehindTheStreamAndOneReadOfTheGroup(int members) {
        List<User> others = IntStream.range(1, 50).mapToObj(CapacityIT::member).toList();
        ConversationId group = useCases.createGroup()
                .create(alice, others.subList(0, Math.max(2, members - 1)), null, History.ALL, null)
                .id();
        if (members == 2) {
            useCases.manageGroup().remove(alice, group, others.get(1).id());
        }
        Message sent = useCases.sendMessage().send(alice, group, new MessageText("hello"), null);
        meter.reset();

        handler.handleRequest(StreamEvents.batch(StreamEvents.insertOf(Item.from(MessageItem.of(sent)), "seq")), null);

        double readOfTheGroup = members <= 20 ? 1 : 2;
        assertThat(meter.table()).isEqualTo(members + readOfTheGroup);
        assertThat(meter.index()).isEqualTo(2 * members);
    }

    private static User member(int number) {
        return new User(new UserId(UUID.randomUUID()), new Handle("member" + number), "Member number " + number);
    }

    private List<DynamodbStreamRecord> records(int count) {
        List<DynamodbStreamRecord> records = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Message sent = useCases.openConversation().open(alice, bob, new MessageText("hello " + i), null);
            records.add(StreamEvents.insertOf(Item.from(MessageItem.of(sent)), "seq-" + i));
        }
        return records;
    }
}
