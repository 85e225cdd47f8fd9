package com.cruddur.stream;

import com.cruddur.core.conversation.LastMessage;
import com.cruddur.core.conversation.RowMoves;
import com.cruddur.core.group.Group;
import com.cruddur.core.group.GroupRow;
import com.cruddur.core.group.Groups;
import com.cruddur.core.live.LiveBus;
import com.cruddur.core.live.LiveEvent;
import com.cruddur.core.people.UserId;
import com.cruddur.core.table.TableSpec;
import java.util.Collection;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** Brings the rows of a conversation up to date (AP6, AP13, AP16), and tells its members of that and of changed messages. */
public final class RowWriter {

    private final RowMoves rows;
    private final Groups groups;
    private final LiveBus bus;
    private final SetAside aside;

    /** Tells nobody. */
    public RowWriter(DynamoDbClient dynamoDb, String tableName) {
        this(dynamoDb, tableName, LiveBus.NONE);
    }

    /** @param bus learns of each row that was brought up to date, and of each message that was changed */
    public RowWriter(DynamoDbClient dynamoDb, String tableName, LiveBus bus) {
        this.bus = bus;
        this.rows = new RowMoves(dynamoDb, tableName);
        this.groups = new Groups(dynamoDb, tableName);
        this.aside = new SetAside(dynamoDb, tableName);
    }

    /** Where the same table keeps what cannot be processed. */
    SetAside aside() {
        return aside;
    }

    /** On the table of this name, or the usual one. */
    static RowWriter onTable(DynamoDbClient dynamoDb, @Nullable String named, LiveBus bus) {
        return new RowWriter(dynamoDb, named == null ? TableSpec.DEFAULT_TABLE_NAME : named, bus);
    }

    /**
     * For each member 1 WCU on the table and 2 on the index, or 1 if its row is newer; for a group 1 RCU per 4 KB more, for
     * a group whose title or members were changed 1 WCU on the table and 1 on the index per member. Reactions cost
     * nothing where there is no bus.
     *
     * @throws com.cruddur.core.table.UnreadableItemException for a group of which nobody can read who is in it
     */
    void write(RowUpdate update) {
        if (!update.isOfRows() && bus == LiveBus.NONE) {
            return;
        }
        if (!update.pair().isEmpty()) {
            show(update, update.pair());
            tell(update, update.pair());
            return;
        }
        // Read after the message was written: whoever has joined by it or before is in it.
        Optional<Group> group = groups.find(update.conversation());
        if (group.isPresent()) {
            Collection<UserId> members = group.get().memberIds();
            show(update, members);
            if (update.showGroup()) {
                rows.showGroup(update.conversation(), members, GroupRow.summary(group.get()));
            }
            tell(update, members);
        }
    }

    private void tell(RowUpdate update, Collection<UserId> members) {
        if (update.isOfRows()) {
            bus.publish(members, new LiveEvent.Row(update.conversation()));
        }
        // Again, if the instance that wrote it has lived to tell it.
        update.changed().forEach(seq -> bus.publish(members, new LiveEvent.Changed(update.conversation(), seq)));
    }

    private void show(RowUpdate update, Collection<UserId> members) {
        LastMessage last = update.last();
        if (last != null) {
            rows.show(update.conversation(), members, last);
        }
    }
}
