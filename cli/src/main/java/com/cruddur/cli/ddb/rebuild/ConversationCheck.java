package com.cruddur.cli.ddb.rebuild;

import com.cruddur.cli.ddb.rebuild.RowDifference.Kind;
import com.cruddur.core.conversation.Conversation;
import com.cruddur.core.conversation.ConversationId;
import com.cruddur.core.conversation.LastMessage;
import com.cruddur.core.message.Message;
import com.cruddur.core.people.UserId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The rule: what the rows of a conversation must be, given its newest message. */
final class ConversationCheck {

    private ConversationCheck() {}

    /**
     * @param newest null for a conversation without messages
     * @param rows those that are there, by their owner. One whose owner is not among the members of the newest
     *     message is compared like the others
     */
    static List<RowDifference> of(
            ConversationId conversation, @Nullable Message newest, Map<UserId, Conversation> rows) {
        LastMessage expected = newest == null ? null : newest.asLast();
        TreeSet<UserId> members = new TreeSet<>(rows.keySet());
        if (newest != null) {
            members.addAll(newest.memberIds());
        }
        List<RowDifference> differences = new ArrayList<>();
        for (UserId member : members) {
            Conversation row = rows.get(member);
            LastMessage found = row == null ? null : row.lastMessage();
            Kind kind = compare(expected, found);
            if (kind != null) {
                differences.add(new RowDifference(kind, conversation, member, expected, found));
            }
        }
        return differences;
    }

    private static @Nullable Kind compare(@Nullable LastMessage expected, @Nullable LastMessage found) {
        if (expected == null) {
            return Kind.ORPHAN_ROW;
        }
        if (found == null) {
            return Kind.ROW_MISSING;
        }
        if (found.equals(expected)) {
            return null;
        }
        if (found.seq() == expected.seq()) {
            return Kind.PREVIEW_WRONG;
        }
        return expected.seq() > found.seq() ? Kind.ROW_OLDER : Kind.ROW_AHEAD;
    }
}
