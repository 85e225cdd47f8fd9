package com.cruddur.core.block;

import com.cruddur.core.conversation.ConversationId;
import com.cruddur.core.conversation.Conversations;
import com.cruddur.core.people.MessagesFrom;
import com.cruddur.core.people.User;
import com.cruddur.core.people.UserId;
import java.util.List;

/** Who may begin a conversation with whom. */
public final class Acquaintance {

    private final Conversations conversations;
    private final Blocks blocks;

    public Acquaintance(Conversations conversations, Blocks blocks) {
        this.conversations = conversations;
        this.blocks = blocks;
    }

    /**
     * Whether a person may send another the first message, or add the other to a group. A refusal takes the same calls
     * whatever its reason is, so that nobody can tell a block from a setting by the time. 1 RCU; where it may be refused,
     * {@link #shareAGroup} more.
     *
     * @param accepts from whom the receiver takes a first message
     */
    public boolean mayBegin(User sender, User receiver, MessagesFrom accepts) {
        boolean blocked = blocks.has(receiver.id(), sender.id());
        if (!blocked && accepts == MessagesFrom.EVERYONE) {
            return true;
        }
        boolean known = shareAGroup(sender.id(), receiver.id());
        return known && !blocked;
    }

    /** Whether two people are in a group together. Reads the sender's rows: 0.5 RCU per 4 KB; 0.5 RCU for each group. */
    private boolean shareAGroup(UserId sender, UserId receiver) {
        List<ConversationId> groups = conversations.groupsOf(sender);
        return conversations.isInAnyOf(receiver, groups);
    }
}
