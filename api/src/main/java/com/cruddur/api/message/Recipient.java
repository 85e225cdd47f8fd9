package com.cruddur.api.message;

import com.cruddur.core.conversation.ConversationId;
import java.util.function.Function;

/** To whom a message goes. */
sealed interface Recipient {

    /** A person, by name. */
    record Person(String handle) implements Recipient {
        @Override
        public <T> T match(Function<String, T> person, Function<ConversationId, T> conversation) {
            return person.apply(handle);
        }
    }

    /** A conversation that the sender is in. */
    record Existing(ConversationId conversation) implements Recipient {
        @Override
        public <T> T match(Function<String, T> person, Function<ConversationId, T> conversation) {
            return conversation.apply(this.conversation);
        }
    }

    <T> T match(Function<String, T> person, Function<ConversationId, T> conversation);
}
