package com.cruddur.cli.ddb.rebuild;

import com.cruddur.cli.ddb.rebuild.RowDifference.Kind;
import com.cruddur.core.conversation.Conversation;
import com.cruddur.core.conversation.ConversationId;
import com.cruddur.core.conversation.LastMessage;
import com.cruddur.core.group.Group;
import com.cruddur.core.group.GroupRow;
import com.cruddur.core.message.Message;
import com.cruddur.core.people.UserId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The rule: what the rows of a conversation must be, given its newest message. */
final class ConversationCheck {

    private ConversationCheck() {}

    /**
     * @param newest null for a conversation without messages
     * @param group null for a pair, or a group that is lost
     * @param rows those that are there, by their owner. One whose owner is not among the members of a pair's newest message
     *     is compared like the others
     */
    static List<RowDifference> of(
            ConversationId conversation,
            @Nullable Message newest,
            @Nullable Group group,
            Map<UserId, Conversation> rows) {
        LastMessage expected = newest == null ? null : newest.asLast();
        List<RowDifference> differences = new ArrayList<>();
        if (group == null && newest != null && newest.memberIds().isEmpty()) {
            differences.add(new RowDifference(Kind.GROUP_MISSING, conversation, null, expected, null));
        }
        for (UserId member : members(newest, group, rows)) {
            Conversation row = rows.get(member);
            Kind kind = compare(member, expected, group, row);
            if (kind != null) {
                differences.add(new RowDifference(
                        kind, conversation, member, expected, row == null ? null : row.lastMessage()));
            }
        }
        return differences;
    }

    private static Set<UserId> members(
            @Nullable Message newest, @Nullable Group group, Map<UserId, Conversation> rows) {
        Set<UserId> members = new TreeSet<>(rows.keySet());
        if (newest != null) {
            members.addAll(newest.memberIds());
        }
        if (group != null) {
            members.addAll(group.memberIds());
        }
        return members;
    }

    private static @Nullable Kind compare(
            UserId member, @Nullable LastMessage expected, @Nullable Group group, @Nullable Conversation row) {
        if (expected == null) {
            return Kind.ORPHAN_ROW;
        }
        if (row == null) {
            return Kind.ROW_MISSING;
        }
        if (group != null && group.find(member).isEmpty()) {
            return Kind.STRANGER;
        }
        LastMessage found = row.lastMessage();
        if (found.seq() != expected.seq()) {
            return expected.seq() > found.seq() ? Kind.ROW_OLDER : Kind.ROW_AHEAD;
        }
        if (!found.looksLike(expected)) {
            return Kind.PREVIEW_WRONG;
        }
        return group == null || row.participants().equals(GroupRow.summary(group)) ? null : Kind.GROUP_OLDER;
    }
}
