package com.cruddur.core.testing;

import static org.assertj.core.api.Assertions.assertThat;

import com.cruddur.core.UseCases;
import com.cruddur.core.conversation.ConversationId;
import com.cruddur.core.conversation.ConversationListing;
import com.cruddur.core.message.Message;
import com.cruddur.core.message.MessageRange;
import com.cruddur.core.message.MessageText;
import com.cruddur.core.people.User;
import com.cruddur.core.send.IdempotencyKey;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The use cases in short calls: a text is a string, and one reads the newest hundred messages. */
public record Messaging(UseCases useCases) {

    public Message open(User sender, User receiver, String text) {
        return useCases.openConversation().open(sender, receiver, new MessageText(text), null);
    }

    public Message open(User sender, User receiver, String text, IdempotencyKey key) {
        return useCases.openConversation().open(sender, receiver, new MessageText(text), key);
    }

    public Message open(User sender, List<User> receivers, String text, @Nullable IdempotencyKey key) {
        return useCases.openConversation().open(sender, receivers, new MessageText(text), key);
    }

    public Message send(User sender, ConversationId conversation, String text) {
        return useCases.sendMessage().send(sender, conversation, new MessageText(text), null);
    }

    public Message send(User sender, ConversationId conversation, String text, IdempotencyKey key) {
        return useCases.sendMessage().send(sender, conversation, new MessageText(text), key);
    }

    public List<Message> read(User reader, ConversationId conversation) {
        return useCases.readMessages()
                .page(reader, conversation, new MessageRange.Newest(), 100)
                .items();
    }

    /** The row of somebody who has one conversation. */
    public ConversationListing onlyConversation(User user) {
        List<ConversationListing> all =
                useCases.listConversations().page(user, null, 20).items();
        assertThat(all).hasSize(1);
        return all.get(0);
    }
}
