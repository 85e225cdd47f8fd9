package com.cruddur.stream;

import com.cruddur.core.conversation.ConversationId;
import com.cruddur.core.conversation.LastMessage;
import com.cruddur.core.people.UserId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What all changes of one conversation in a batch come to.
 *
 * @param sequenceNumber of the first of their records: from there on all must come again if the update fails
 * @param last the greatest message, as its last change left it; null if no message was changed
 * @param pair both members of a pair; empty for a group
 * @param showGroup whether the rows of a group have to show its title and members anew
 * @param changed the numbers of the messages that were edited, deleted or reacted to
 */
record RowUpdate(
        String sequenceNumber,
        ConversationId conversation,
        @Nullable LastMessage last,
        Set<UserId> pair,
        boolean showGroup,
        Set<Long> changed) {

    /** One update for each conversation, in the order of their first records. */
    static List<RowUpdate> fold(List<TableChange> changes) {
        Map<ConversationId, RowUpdate> updates = new LinkedHashMap<>();
        for (TableChange change : changes) {
            updates.merge(change.conversation(), of(change), RowUpdate::and);
        }
        return List.copyOf(updates.values());
    }

    private static RowUpdate of(TableChange change) {
        if (change instanceof TableChange.OfMessage message) {
            Set<Long> changed =
                    message.isNew() ? Set.of() : Set.of(message.last().seq());
            return of(change, message.last(), message.pair(), false, changed);
        }
        if (change instanceof TableChange.OfReaction reaction) {
            return of(change, null, reaction.pair(), false, Set.of(reaction.seq()));
        }
        return of(change, null, Set.of(), true, Set.of());
    }

    private static RowUpdate of(
            TableChange change, @Nullable LastMessage last, Set<UserId> pair, boolean showGroup, Set<Long> changed) {
        return new RowUpdate(change.sequenceNumber(), change.conversation(), last, pair, showGroup, changed);
    }

    /** Whether a row has to follow; otherwise it is only told. */
    boolean isOfRows() {
        return last != null || showGroup;
    }

    private RowUpdate and(RowUpdate later) {
        return new RowUpdate(
                sequenceNumber,
                conversation,
                later(last, later.last),
                pair.isEmpty() ? later.pair : pair,
                showGroup || later.showGroup,
                both(changed, later.changed));
    }

    private static Set<Long> both(Set<Long> some, Set<Long> others) {
        Set<Long> all = new TreeSet<>(some);
        all.addAll(others);
        return all;
    }

    private static @Nullable LastMessage later(@Nullable LastMessage one, @Nullable LastMessage other) {
        if (one == null || other == null) {
            return one == null ? other : one;
        }
        return LastMessage.later(one, other);
    }
}
