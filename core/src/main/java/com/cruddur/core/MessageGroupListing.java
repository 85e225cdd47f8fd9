package com.cruddur.core;

import com.cruddur.core.group.MessageGroup;

/**
 * A message group in its owner's list.
 *
 * @param unreadCount messages of others that the owner has not read: 0 to 100, which means "or more"
 */
public record MessageGroupListing(MessageGroup group, int unreadCount) {}
