package com.cruddur.stream.sim;

import com.cruddur.core.conversation.ConversationId;
import com.cruddur.core.people.User;
import com.cruddur.core.problem.CruddurException;
import com.cruddur.core.problem.ErrorCode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;

/** The conversations that somebody has been told of: their members can read them, and write there. */
final class KnownConversations {

    private final Map<ConversationId, List<User>> conversations = new LinkedHashMap<>();
    private final Tally tally;
    private final BiPredicate<User, ConversationId> rowLost;

    /** @param rowLost whether a member's row of a conversation is lost: then the conversation does not exist for that member */
    KnownConversations(Tally tally, BiPredicate<User, ConversationId> rowLost) {
        this.tally = tally;
        this.rowLost = rowLost;
    }

    void add(ConversationId conversation, List<User> members) {
        conversations.putIfAbsent(conversation, members);
    }

    List<User> members(ConversationId conversation) {
        return conversations.getOrDefault(conversation, List.of());
    }

    boolean isEmpty() {
        return conversations.isEmpty();
    }

    List<ConversationId> of(User user) {
        return conversations.entrySet().stream()
                .filter(entry -> entry.getValue().contains(user))
                .map(Map.Entry::getKey)
                .toList();
    }

    /** For which there is one reason only. */
    void refused(User user, @Nullable ConversationId conversation, CruddurException refused) {
        Violation.unless(
                refused.code() == ErrorCode.MESSAGE_GROUP_NOT_FOUND
                        && conversation != null
                        && rowLost.test(user, conversation),
                () -> "Invariant 6: " + user.handle() + " is refused for no reason: " + refused.code());
        tally.count(Event.MEMBER_WITHOUT_ROW_REFUSED);
    }
}
