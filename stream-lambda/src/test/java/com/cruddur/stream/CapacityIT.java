package com.cruddur.stream;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import com.cruddur.core.UseCases;
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
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

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

    private List<DynamodbStreamRecord> records(int count) {
        List<DynamodbStreamRecord> records = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Message sent = useCases.openConversation().open(alice, bob, new MessageText("hello " + i), null);
            records.add(StreamEvents.insertOf(Item.from(MessageItem.of(sent)), "seq-" + i));
        }
        return records;
    }
}
