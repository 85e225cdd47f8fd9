package com.cruddur.stream.sim;

import com.cruddur.core.conversation.ConversationId;
import com.cruddur.core.conversation.Member;
import com.cruddur.core.message.Message;
import com.cruddur.core.message.SystemEvent;
import com.cruddur.core.people.User;
import com.cruddur.core.people.UserId;
import com.cruddur.core.send.IdempotencyKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One text that somebody wants to send, and what is known of it. Texts are unique. */
final class Send {

    final User sender;
    final List<User> others;
    /** Null to open a conversation with the others. */
    final @Nullable ConversationId conversation;

    final String text;
    final @Nullable IdempotencyKey key;
    /** Whether another text is sent under the same key: then one of the two is refused. */
    boolean sharesKey;

    int attempts;
    /** The greatest number of its conversation that anybody had been shown when the first attempt began. */
    long shownBefore;

    /** Everything that an instance of the API answered, whether it reached the client or not. */
    final List<Message> answers = new ArrayList<>();

    boolean acknowledged;
    /** Whether it was refused for good. */
    boolean refused;

    Send(
            User sender,
            List<User> others,
            @Nullable ConversationId conversation,
            String text,
            @Nullable IdempotencyKey key) {
        this.sender = sender;
        this.others = others;
        this.conversation = conversation;
        this.text = text;
        this.key = key;
    }

    @Override
    public String toString() {
        return text + " to " + others.stream().map(User::handle).toList()
                + (conversation == null ? " (open)" : " (send)") + (key == null ? "" : " " + key.value());
    }

    /** The conversation that it goes into; null for a new one of three. */
    @Nullable
    ConversationId knownConversation() {
        return conversation != null || others.size() > 1
                ? conversation
                : ConversationId.between(sender.id(), others.get(0).id());
    }

    boolean makesAGroup() {
        return conversation == null && others.size() > 1;
    }

    boolean isToAPair() {
        return conversation == null ? others.size() == 1 : conversation.equals(pair());
    }

    private @Nullable ConversationId pair() {
        return others.size() == 1
                ? ConversationId.between(sender.id(), others.get(0).id())
                : null;
    }

    /** Of a pair: both. A group's messages name nobody. */
    Set<UserId> memberIds() {
        return isToAPair() ? Set.of(sender.id(), others.get(0).id()) : Set.of();
    }

    /** What the message says that is stored for it: of a new group, that it was created. */
    String storedText() {
        return makesAGroup()
                ? new SystemEvent(
                                SystemEvent.Type.GROUP_CREATED,
                                others.stream().map(Member::of).toList(),
                                text,
                                null)
                        .sentence(Member.of(sender))
                : text;
    }
}
