package com.cruddur.core.wire;

import com.cruddur.core.message.Message;
import com.cruddur.core.message.Revision;
import com.cruddur.core.people.UserId;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A message, as one of its readers gets it. */
public record MessageJson(
        UUID uuid,
        long seq,
        UUID messageGroupUuid,
        UUID userUuid,
        String displayName,
        String handle,
        String message,
        String createdAt,
        String kind,
        @Nullable EventJson event,
        @Nullable Long replyToSeq,
        @Nullable String editedAt,
        @Nullable String deletedAt,
        List<ReactionJson> reactions,
        long changeSeq) {

    /** @param reader whose reactions are that reader's own */
    public static MessageJson of(Message message, UserId reader) {
        return of(message, message.revision().changeSeq(), reader);
    }

    /** @param changeSeq the change for which the message is listed */
    public static MessageJson of(Message message, long changeSeq, UserId reader) {
        Revision revision = message.revision();
        return new MessageJson(
                message.id().uuid(),
                message.seq(),
                message.conversation().uuid(),
                message.sender().id().uuid(),
                message.sender().displayName(),
                message.sender().handle(),
                message.text(),
                WireTime.of(message.createdAt()),
                message.isSystem() ? "system" : "text",
                message.event() == null ? null : EventJson.of(message.event()),
                message.replyTo() == 0 ? null : message.replyTo(),
                time(revision.editedAt()),
                time(revision.deletedAt()),
                ReactionJson.of(revision.reactions(), reader),
                changeSeq);
    }

    private static @Nullable String time(@Nullable Instant time) {
        return time == null ? null : WireTime.of(time);
    }
}
