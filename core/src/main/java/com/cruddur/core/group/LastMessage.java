package com.cruddur.core.group;

import java.time.Instant;
import java.util.UUID;

/**
 * What a message group shows of its newest message.
 *
 * @param uuid UUIDv7
 * @param createdAt in milliseconds
 * @param preview at most 120 characters
 */
public record LastMessage(UUID uuid, Instant createdAt, String preview) {}
