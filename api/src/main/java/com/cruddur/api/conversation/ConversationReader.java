package com.cruddur.api.conversation;

import com.cruddur.core.conversation.ConversationId;
import com.cruddur.core.group.ManageGroup;
import com.cruddur.core.inbox.ConversationListing;
import com.cruddur.core.inbox.ListConversations;
import com.cruddur.core.people.User;
import com.cruddur.core.problem.CruddurException;
import com.cruddur.core.problem.ErrorCode;
import com.cruddur.core.wire.ConversationJson;
import org.springframework.stereotype.Component;

/** Reads one conversation, with all of its members. */
@Component
public class ConversationReader {

    private final ListConversations listConversations;
    private final ManageGroup manageGroup;

    ConversationReader(ListConversations listConversations, ManageGroup manageGroup) {
        this.listConversations = listConversations;
        this.manageGroup = manageGroup;
    }

    /** @throws CruddurException {@link ErrorCode#MESSAGE_GROUP_NOT_FOUND} for whoever is not in it */
    public ConversationJson one(User me, ConversationId id) {
        ConversationListing listing = listConversations.one(me, id);
        return listing.conversation().isGroup()
                ? ConversationJson.of(listing, manageGroup.read(me, id))
                : ConversationJson.of(listing);
    }
}
