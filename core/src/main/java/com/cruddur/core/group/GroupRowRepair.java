package com.cruddur.core.group;

import com.cruddur.core.conversation.Conversation;
import com.cruddur.core.conversation.ConversationId;
import com.cruddur.core.conversation.Conversations;
import com.cruddur.core.conversation.OwnState;
import com.cruddur.core.conversation.RowMoves;
import com.cruddur.core.message.Message;
import com.cruddur.core.message.Messages;
import com.cruddur.core.people.UserId;
import com.cruddur.core.table.AccessPattern;
import com.cruddur.core.table.Transaction;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * Makes rows of groups that are lost, and takes away rows of people who are in none, for the operator's loads and rebuild.
 * Each write holds only while the group is as it was read: so nobody who leaves meanwhile is let in again, and nobody who
 * joins is shut out. 6 WCU on the table and 1 on the index, and 3 RCU.
 */
public final class GroupRowRepair {

    private final Groups groups;
    private final Conversations conversations;
    private final RowMoves moves;
    private final Messages messages;

    public GroupRowRepair(DynamoDbClient dynamoDb, String tableName) {
        this.groups = new Groups(dynamoDb, tableName);
        this.conversations = new Conversations(dynamoDb, tableName);
        this.moves = new RowMoves(dynamoDb, tableName);
        this.messages = new Messages(dynamoDb, tableName);
    }

    /**
     * Makes a member's row if there is none, and shows the newest message in it. Nothing for somebody who is not in the
     * group, or a group without messages. Who has joined later finds no more in it than the group's history gives; what its
     * owner had cleared is back.
     *
     * @return whether the person is in the group
     */
    public boolean restore(ConversationId id, UserId person, long lastRead) {
        while (true) {
            Optional<Group> group = groups.find(id);
            Optional<GroupMember> member = group.flatMap(found -> found.find(person));
            Optional<Message> newest = messages.newest(id);
            if (member.isEmpty() || newest.isEmpty()) {
                return false;
            }
            OwnState own = group.get().stateOf(member.get(), lastRead);
            Conversation row = GroupRow.of(group.get(), person, newest.get().asLast(), own);
            List<String> refused = write(
                    group.get(),
                    transaction -> conversations.addRow(row, messages.checkUnchanged(newest.get(), transaction)));
            if (!refused.contains(Groups.GROUP) && !refused.contains(Messages.UNCHANGED_MESSAGE)) {
                // What came since has found no row.
                messages.newest(id).ifPresent(last -> moves.show(id, List.of(person), last.asLast()));
                return true;
            }
        }
    }

    /** Takes the row of somebody away who is not in the group. */
    public void removeStranger(ConversationId id, UserId person) {
        boolean done = false;
        while (!done) {
            Optional<Group> group = groups.find(id);
            done = group.isEmpty()
                    || group.get().find(person).isPresent()
                    || write(group.get(), transaction -> conversations.removeRow(person, id, transaction))
                            .isEmpty();
        }
    }

    private List<String> write(Group group, UnaryOperator<Transaction> rows) {
        Transaction transaction = groups.checkUnchanged(group, groups.transaction());
        return groups.write(rows.apply(transaction), AccessPattern.RESTORE_ROW);
    }
}
