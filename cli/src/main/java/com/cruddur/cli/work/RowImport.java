package com.cruddur.cli.work;

import com.cruddur.core.block.Blocks;
import com.cruddur.core.block.PairRowRepair;
import com.cruddur.core.conversation.LastMessage;
import com.cruddur.core.conversation.Member;
import com.cruddur.core.group.GroupRowRepair;
import com.cruddur.core.group.Groups;
import com.cruddur.core.message.Message;
import com.cruddur.core.message.Messages;
import java.time.Clock;
import java.util.Optional;
import java.util.function.ToLongFunction;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * Makes the rows of conversations whose messages were loaded. Can be repeated, and happen beside live traffic: who has left
 * a group since an earlier load does not come back.
 */
public final class RowImport {

    private final Messages messages;
    private final Groups groups;
    private final PairRowRepair pairs;
    private final GroupRowRepair groupRows;

    public RowImport(DynamoDbClient dynamoDb, String tableName) {
        this.messages = new Messages(dynamoDb, tableName);
        this.groups = new Groups(dynamoDb, tableName);
        this.pairs = new PairRowRepair(dynamoDb, tableName, new Blocks(dynamoDb, tableName, Clock.systemUTC()));
        this.groupRows = new GroupRowRepair(dynamoDb, tableName);
    }

    /**
     * Makes the rows that are not there, and brings all to the newest message. 1 WCU on the table and 1 on the index for
     * each row of a pair, 6 and 1 for each of a group.
     *
     * @param last the newest message that was loaded
     * @param lastRead the read marker for each row that is made
     */
    public void write(LoadedConversation loaded, LastMessage last, ToLongFunction<Member> lastRead) {
        if (loaded.isPair()) {
            pairs.putAll(
                    loaded.members().stream()
                            .map(member -> loaded.row(member.id(), last, lastRead.applyAsLong(member)))
                            .toList(),
                    () -> newest(loaded));
            return;
        }
        groups.putIfAbsent(loaded.group());
        for (Member member : loaded.members()) {
            groupRows.restore(loaded.id(), member.id(), lastRead.applyAsLong(member));
        }
    }

    private Optional<LastMessage> newest(LoadedConversation loaded) {
        return messages.newest(loaded.id()).map(Message::asLast);
    }
}
