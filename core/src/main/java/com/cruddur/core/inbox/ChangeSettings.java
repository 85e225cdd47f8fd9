package com.cruddur.core.inbox;

import com.cruddur.core.conversation.Conversation;
import com.cruddur.core.conversation.ConversationId;
import com.cruddur.core.conversation.Conversations;
import com.cruddur.core.live.Announcer;
import com.cruddur.core.people.User;
import com.cruddur.core.problem.CruddurException;
import com.cruddur.core.problem.ErrorCode;

/** Archives a conversation, mutes it, marks it unread, and takes that back. */
public final class ChangeSettings {

    private final Conversations conversations;
    private final OwnRows rows;
    private final Announcer announcer;

    /** @param announcer tells the user's other devices */
    public ChangeSettings(Conversations conversations, OwnRows rows, Announcer announcer) {
        this.conversations = conversations;
        this.rows = rows;
        this.announcer = announcer;
    }

    /**
     * AP3, AP7. 1 RCU and 2 WCU. Can be repeated.
     *
     * @throws CruddurException {@link ErrorCode#MESSAGE_GROUP_NOT_FOUND} for a conversation that the user is not in
     */
    public void change(User user, ConversationId id, SettingsChange change) {
        Conversation shown = conversations.required(user.id(), id);
        if (change.isEmpty()) {
            return;
        }
        if (rows.change(shown, change).isEmpty()) {
            throw Conversations.notFound();
        }
        announcer.row(user.id(), id);
    }
}
