package com.cruddur.core.inbox;

import com.cruddur.core.conversation.Conversation;

/**
 * A conversation in its owner's list.
 *
 * @param unreadCount messages of others that the owner has not read: 0 to 100, which means "or more"
 * @param archived whether the owner has put it away
 */
public record ConversationListing(Conversation conversation, int unreadCount, boolean archived) {}
