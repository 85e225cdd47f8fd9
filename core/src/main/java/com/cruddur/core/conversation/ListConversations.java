package com.cruddur.core.conversation;

import com.cruddur.core.page.Page;
import com.cruddur.core.people.User;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Lists a user's conversations. */
public final class ListConversations {

    private final Conversations conversations;
    private final StoredMessages messages;

    public ListConversations(Conversations conversations, StoredMessages messages) {
        this.conversations = conversations;
        this.messages = messages;
    }

    /**
     * A page of a user's conversations, newest first (AP1), with the number of unread messages in each (AP8, only for
     * conversations that may have some). 1.5 RCU for 20, and 0.5 RCU or more for each conversation with something unread.
     *
     * @param after where the page before this one ended; null for the first page
     * @param limit 1 to {@link Page#MAX_LIMIT}
     */
    public Page<ConversationListing, Cursor> page(User user, @Nullable Cursor after, int limit) {
        Page<Conversation, Cursor> page = conversations.list(user.id(), after, limit);
        List<ConversationListing> listings = page.items().stream()
                .map(conversation -> new ConversationListing(conversation, unread(conversation)))
                .toList();
        return new Page<>(listings, page.next());
    }

    private int unread(Conversation conversation) {
        return conversation.mayHaveUnread()
                ? messages.countUnread(conversation.id(), conversation.owner(), conversation.lastRead())
                : 0;
    }
}
