package com.cruddur.api.events;

import com.cruddur.api.conversation.ConversationReader;
import com.cruddur.core.conversation.ConversationId;
import com.cruddur.core.inbox.ReadMarkers;
import com.cruddur.core.live.LiveEvent;
import com.cruddur.core.message.ReadMessages;
import com.cruddur.core.people.User;
import com.cruddur.core.problem.CruddurException;
import com.cruddur.core.problem.ErrorCode;
import com.cruddur.core.wire.MessageJson;
import java.util.UUID;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * Writes events into a person's stream, as that person may see them. What is not in the event itself is read with the
 * person's own rights at the moment of writing.
 */
@Component
class EventWriter {

    /** @param userUuid who is writing, or has read so far */
    record ReaderJson(UUID messageGroupUuid, UUID userUuid, long lastReadSeq) {}

    record TypingJson(UUID messageGroupUuid, UUID userUuid) {}

    record LeftJson(UUID messageGroupUuid) {}

    private final ReadMessages readMessages;
    private final ConversationReader conversations;
    private final ReadMarkers readMarkers;
    private final Visibility visibility;
    private final JsonMapper json;

    EventWriter(
            ReadMessages readMessages,
            ConversationReader conversations,
            ReadMarkers readMarkers,
            Visibility visibility,
            JsonMapper json) {
        this.readMessages = readMessages;
        this.conversations = conversations;
        this.readMarkers = readMarkers;
        this.visibility = visibility;
        this.json = json;
    }

    /** May read the table and PostgreSQL, and fails where they do. */
    void write(LiveEvent event, User reader, EventStream stream) {
        if (event instanceof LiveEvent.Sent sent) {
            send(stream, "message", MessageJson.of(sent.message(), reader.id()));
        } else if (event instanceof LiveEvent.Changed changed) {
            changed(changed, reader, stream);
        } else if (event instanceof LiveEvent.Row row) {
            row(row.conversation(), reader, stream, () -> {});
        } else if (event instanceof LiveEvent.Left left) {
            LeftJson data = new LeftJson(left.conversation().uuid());
            // Who was added again meanwhile is in it.
            row(left.conversation(), reader, stream, () -> send(stream, "left", data));
        } else if (event instanceof LiveEvent.Read read) {
            read(read, reader, stream);
        } else if (event instanceof LiveEvent.Typing typing && !typing.user().equals(reader.id())) {
            send(
                    stream,
                    "typing",
                    new TypingJson(typing.conversation().uuid(), typing.user().uuid()));
        }
    }

    private void changed(LiveEvent.Changed changed, User reader, EventStream stream) {
        try {
            send(
                    stream,
                    "message",
                    MessageJson.of(readMessages.one(reader, changed.conversation(), changed.seq()), reader.id()));
        } catch (CruddurException e) {
            requireGone(e);
        }
    }

    private void row(ConversationId conversation, User reader, EventStream stream, Runnable ifNone) {
        try {
            send(stream, "conversation", conversations.one(reader, conversation));
        } catch (CruddurException e) {
            requireGone(e);
            ifNone.run();
        }
    }

    /** Only what {@code GET …/readers} would show too, and what one has read on another device. */
    private void read(LiveEvent.Read read, User reader, EventStream stream) {
        if (!read.user().equals(reader.id())) {
            if (!visibility.showsReceipts(reader.id(), read.user())) {
                return;
            }
            try {
                if (!readMarkers.hasOf(reader, read.conversation(), read.user())) {
                    return;
                }
            } catch (CruddurException e) {
                requireGone(e);
                return;
            }
        }
        send(
                stream,
                "read",
                new ReaderJson(read.conversation().uuid(), read.user().uuid(), read.lastReadSeq()));
    }

    /** Whoever has no such conversation or message learns nothing of it. */
    private static void requireGone(CruddurException e) {
        if (e.code() != ErrorCode.MESSAGE_GROUP_NOT_FOUND && e.code() != ErrorCode.MESSAGE_NOT_FOUND) {
            throw e;
        }
    }

    private void send(EventStream stream, String event, Object data) {
        stream.send(event, json.writeValueAsString(data));
    }
}
