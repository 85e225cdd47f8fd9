package com.cruddur.core.group;

import com.cruddur.core.conversation.Conversation;
import com.cruddur.core.conversation.LastMessage;
import com.cruddur.core.conversation.Member;
import com.cruddur.core.conversation.OwnState;
import com.cruddur.core.conversation.Participants.GroupSummary;
import com.cruddur.core.conversation.RowText;
import com.cruddur.core.people.UserId;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** What a member's row shows of a group. */
public final class GroupRow {

    /**
     * Bytes for the title and the names in a row. All else in it takes at most 660 bytes, with the longest preview; so a
     * row stays under 1 KB.
     */
    private static final int ROOM = 360;

    /** Of a person in a row, besides the handle and the name: uuid, names of attributes, DynamoDB's own bytes. */
    private static final int BYTES_PER_MEMBER = 66;

    private GroupRow() {}

    /** The title, and those who joined first, as many as there is room for. */
    public static GroupSummary summary(Group group) {
        String title = group.title() == null ? null : RowText.title(group.title());
        int room = ROOM - (title == null ? 0 : bytes(title));
        List<Member> first = new ArrayList<>();
        for (GroupMember groupMember : group.members()) {
            Member member = RowText.member(groupMember.member());
            room -= BYTES_PER_MEMBER + bytes(member.handle()) + bytes(member.displayName());
            if (room < 0 || first.size() == GroupSummary.MAX_NAMES) {
                break;
            }
            first.add(member);
        }
        return new GroupSummary(title, first, group.members().size(), group.version());
    }

    /** The row of somebody who is a member from this message on. */
    public static Conversation of(Group group, UserId owner, LastMessage last, OwnState own) {
        return new Conversation(owner, group.id(), summary(group), last, own, group.createdAt());
    }

    private static int bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }
}
