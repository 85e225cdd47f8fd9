package com.cruddur.core.live;

import com.cruddur.core.conversation.ConversationId;
import com.cruddur.core.message.Message;
import com.cruddur.core.people.UserId;

/** Something that has happened in a conversation. Whoever shows it to a person decides what that person may see of it. */
public sealed interface LiveEvent {

    ConversationId conversation();

    /** A new message. Every member may see it. */
    record Sent(Message message) implements LiveEvent {
        @Override
        public ConversationId conversation() {
            return message.conversation();
        }
    }

    /** A message was edited, deleted or reacted to. Not every member has it: some joined later, or have cleared it. */
    record Changed(ConversationId conversation, long seq) implements LiveEvent {}

    /** The receiver's own row was changed: a new message has moved it, or a setting was changed. There may be none. */
    record Row(ConversationId conversation) implements LiveEvent {}

    /** The receiver was removed, or has left. */
    record Left(ConversationId conversation) implements LiveEvent {}

    /** A member has read on. Whether they let others see that is not decided here. */
    record Read(ConversationId conversation, UserId user, long lastReadSeq) implements LiveEvent {}

    /** A member is writing. */
    record Typing(ConversationId conversation, UserId user) implements LiveEvent {}
}
