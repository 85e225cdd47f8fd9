package com.cruddur.core.message;

import com.cruddur.core.group.MessageGroupId;
import java.util.UUID;

/**
 * What one send became: where its message is stored.
 *
 * @param digest of the request, to tell a repeat from another request under the same key
 */
public record Receipt(MessageGroupId group, UUID messageUuid, String digest) {}
