package com.cruddur.stream;

import com.cruddur.core.conversation.ConversationId;
import com.cruddur.core.conversation.LastMessage;
import com.cruddur.core.people.UserId;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * What all new messages of one conversation in a batch come to: the conversation goes where the greatest of them puts it, for
 * everybody who was in the conversation for any of them.
 *
 * @param sequenceNumber of the first of their records: from there on all must come again if the move fails
 */
record Move(String sequenceNumber, ConversationId conversation, LastMessage last, Set<UserId> members) {

    /** One move for each conversation, in the order of their first records. */
    static Collection<Move> fold(List<NewMessage> messages) {
        Map<ConversationId, Move> moves = new LinkedHashMap<>();
        for (NewMessage message : messages) {
            Move move = new Move(message.sequenceNumber(), message.conversation(), message.last(), message.members());
            moves.merge(message.conversation(), move, Move::and);
        }
        return moves.values();
    }

    private Move and(Move later) {
        Set<UserId> everybody = new TreeSet<>(members);
        everybody.addAll(later.members);
        return new Move(sequenceNumber, conversation, greater(last, later.last), everybody);
    }

    private static LastMessage greater(LastMessage one, LastMessage other) {
        return one.seq() >= other.seq() ? one : other;
    }
}
