package com.cruddur.core.conversation;

/**
 * A conversation in its owner's list.
 *
 * @param unreadCount messages of others that the owner has not read: 0 to 100, which means "or more"
 */
public record ConversationListing(Conversation conversation, int unreadCount) {}
