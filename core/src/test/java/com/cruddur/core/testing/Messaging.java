package com.cruddur.core.testing;

import static org.assertj.core.api.Assertions.assertThat;

import com.cruddur.core.UseCases;
import com.cruddur.core.conversation.Conversation;
import com.cruddur.core.conversation.ConversationId;
import com.cruddur.core.group.History;
import com.cruddur.core.inbox.ConversationListing;
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

    /** A group without a title, whose history is for all. */
    public ConversationId group(User creator, User... others) {
        return group(creator, List.of(others), null).id();
    }

    public Conversation group(User creator, List<User> others, @Nullable IdempotencyKey key) {
        return useCases.createGroup().create(creator, others, null, History.ALL, key);
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
                useCases.listConversations().page(user, false, null, 20).items();
        assertThat(all).hasSize(1);
        return all.get(0);
    }
}
