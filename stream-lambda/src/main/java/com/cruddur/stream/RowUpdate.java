package com.cruddur.stream;

import com.cruddur.core.conversation.ConversationId;
import com.cruddur.core.conversation.LastMessage;
import com.cruddur.core.people.UserId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What all changes of one conversation in a batch come to.
 *
 * @param sequenceNumber of the first of their records: from there on all must come again if the update fails
 * @param last the greatest message, as its last change left it; null if no message was changed
 * @param pair both members of a pair; empty for a group
 * @param showGroup whether the rows of a group have to show its title and members anew
 */
record RowUpdate(
        String sequenceNumber,
        ConversationId conversation,
        @Nullable LastMessage last,
        Set<UserId> pair,
        boolean showGroup) {

    /** One update for each conversation, in the order of their first records. */
    static List<RowUpdate> fold(List<TableChange> changes) {
        Map<ConversationId, RowUpdate> updates = new LinkedHashMap<>();
        for (TableChange change : changes) {
            updates.merge(change.conversation(), of(change), RowUpdate::and);
        }
        return List.copyOf(updates.values());
    }

    private static RowUpdate of(TableChange change) {
        return change instanceof TableChange.OfMessage message
                ? new RowUpdate(message.sequenceNumber(), message.conversation(), message.last(), message.pair(), false)
                : new RowUpdate(change.sequenceNumber(), change.conversation(), null, Set.of(), true);
    }

    private RowUpdate and(RowUpdate later) {
        return new RowUpdate(
                sequenceNumber,
                conversation,
                later(last, later.last),
                pair.isEmpty() ? later.pair : pair,
                showGroup || later.showGroup);
    }

    private static @Nullable LastMessage later(@Nullable LastMessage one, @Nullable LastMessage other) {
        if (one == null || other == null) {
            return one == null ? other : one;
        }
        return LastMessage.later(one, other);
    }
}
