package com.cruddur.core.wire;

import com.cruddur.core.message.Message;
import java.util.UUID;

/** A message. */
public record MessageJson(
        UUID uuid,
        long seq,
        UUID messageGroupUuid,
        UUID userUuid,
        String displayName,
        String handle,
        String message,
        String createdAt) {

    public static MessageJson of(Message message) {
        return new MessageJson(
                message.id().uuid(),
                message.seq(),
                message.conversation().uuid(),
                message.sender().id().uuid(),
                message.sender().displayName(),
                message.sender().handle(),
                message.text(),
                WireTime.of(message.createdAt()));
    }
}
