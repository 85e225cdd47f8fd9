package com.cruddur.api.events;

import com.cruddur.core.conversation.ConversationId;
import com.cruddur.core.conversation.Member;
import com.cruddur.core.live.LiveEvent;
import com.cruddur.core.message.Message;
import com.cruddur.core.message.MessageId;
import com.cruddur.core.people.UserId;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;

/** A message of the greatest length, which nobody has stored: to fill streams with. */
final class LongMessage {

    /** 4 KB in UTF-8. */
    private static final String TEXT = "🚀".repeat(1024);

    private LongMessage() {}

    static LiveEvent sent() {
        return new LiveEvent.Sent(new Message(
                new MessageId(UUID.randomUUID()),
                new ConversationId(UUID.randomUUID()),
                1,
                Instant.now(),
                new Member(new UserId(UUID.randomUUID()), "somebody", "Somebody"),
                TEXT,
                Set.of()));
    }
}
