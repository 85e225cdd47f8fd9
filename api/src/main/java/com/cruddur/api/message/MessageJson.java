package com.cruddur.api.message;

import com.cruddur.core.message.Message;
import com.cruddur.core.table.Item;
import java.util.UUID;

/** A message in an answer. */
record MessageJson(
        UUID uuid,
        long seq,
        UUID messageGroupUuid,
        UUID userUuid,
        String displayName,
        String handle,
        String message,
        String createdAt) {

    static MessageJson of(Message message) {
        return new MessageJson(
                message.uuid(),
                message.seq(),
                message.conversation().uuid(),
                message.sender().uuid(),
                message.sender().displayName(),
                message.sender().handle(),
                message.text(),
                Item.time(message.createdAt()));
    }
}
