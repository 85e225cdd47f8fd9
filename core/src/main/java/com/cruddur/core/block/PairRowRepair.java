package com.cruddur.core.block;

import com.cruddur.core.conversation.Conversation;
import com.cruddur.core.conversation.Conversations;
import com.cruddur.core.conversation.LastMessage;
import com.cruddur.core.conversation.Participants.Pair;
import com.cruddur.core.conversation.RowMoves;
import com.cruddur.core.message.Message;
import com.cruddur.core.message.Messages;
import com.cruddur.core.people.UserId;
import com.cruddur.core.table.Transaction;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * Writes the rows of pairs where the stream cannot: for the operator's loads and rebuild, and, within a request, for a
 * sender whose own row is lost. Every write is conditional and moves a row forward only, so it may happen beside live
 * traffic and be repeated. A row that is made is closed if the other has blocked its owner.
 */
public final class PairRowRepair {

    private static final String BLOCK = "block";

    private final Conversations conversations;
    private final RowMoves moves;
    private final Messages messages;
    private final Blocks blocks;
    private final String tableName;

    public PairRowRepair(DynamoDbClient dynamoDb, String tableName, Blocks blocks) {
        this.tableName = tableName;
        this.conversations = new Conversations(dynamoDb, tableName);
        this.moves = new RowMoves(dynamoDb, tableName);
        this.messages = new Messages(dynamoDb, tableName);
        this.blocks = blocks;
    }

    /**
     * Makes the rows of a conversation that was loaded, and brings them to the newest message: the move of one that came
     * since {@code rows} were computed has found no row. 4 WCU on the table, 1 on the index and 1 RCU for each, and what
     * {@code newest} costs.
     *
     * @param rows of one conversation, all showing the same message
     * @param newest the conversation's newest message, read consistently when the rows are there
     */
    public void putAll(List<Conversation> rows, Supplier<Optional<LastMessage>> newest) {
        rows.forEach(this::putOrShow);
        Conversation any = rows.get(0);
        newest.get()
                .filter(last -> last.seq() > any.lastMessage().seq())
                .ifPresent(last -> moves.show(
                        any.id(), rows.stream().map(Conversation::owner).toList(), last));
    }

    /**
     * Makes a row that is lost, and shows the newest message in it. 7 WCU on the table, 1 on the index and 3 RCU.
     *
     * @param row whatever message it shows; nothing happens where the conversation has none
     */
    public void restore(Conversation row) {
        Optional<Message> newest = messages.newest(row.id());
        while (newest.isPresent() && !isMade(row, newest.get())) {
            newest = messages.newest(row.id());
        }
        // What came since has found no row.
        messages.newest(row.id()).ifPresent(last -> moves.show(row.id(), List.of(row.owner()), last.asLast()));
    }

    /** False where the message was changed meanwhile: the row would show what is deleted. */
    private boolean isMade(Conversation row, Message newest) {
        return !put(row.showing(newest.asLast()), transaction -> messages.checkUnchanged(newest, transaction))
                .contains(Messages.UNCHANGED_MESSAGE);
    }

    /** Where there is a row, the message is shown in it instead. */
    private void putOrShow(Conversation row) {
        if (!put(row, transaction -> transaction).isEmpty()) {
            moves.show(row.id(), List.of(row.owner()), row.lastMessage());
        }
    }

    /** @return the names of the writes whose condition was false, but for the check of blocks */
    private List<String> put(Conversation row, UnaryOperator<Transaction> checks) {
        UserId other = row.other().orElseThrow().id();
        while (true) {
            boolean blocked = blocks.has(other, row.owner());
            Transaction transaction = checks.apply(new Transaction(tableName));
            if (blocked) {
                blocks.checkPresent(BLOCK, other, row.owner(), transaction);
            } else {
                blocks.checkNone(BLOCK, other, row.owner(), transaction);
            }
            List<String> refused = conversations.restore(closed(row, blocked), transaction);
            if (!refused.contains(BLOCK)) {
                return refused;
            }
        }
    }

    private static Conversation closed(Conversation row, boolean closed) {
        return new Conversation(
                row.owner(), row.id(), new Pair(row.members(), closed), row.lastMessage(), row.own(), row.createdAt());
    }
}
