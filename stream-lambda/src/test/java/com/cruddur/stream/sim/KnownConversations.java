package com.cruddur.stream.sim;

import com.cruddur.core.conversation.ConversationId;
import com.cruddur.core.people.User;
import com.cruddur.core.problem.CruddurException;
import com.cruddur.core.problem.ErrorCode;
import java.util.ArrayList;
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
    private final Promises promises;

    /** @param rowLost whether a member's row of a conversation is lost: then the conversation does not exist for that member */
    KnownConversations(Tally tally, Promises promises, BiPredicate<User, ConversationId> rowLost) {
        this.promises = promises;
        this.tally = tally;
        this.rowLost = rowLost;
    }

    void add(ConversationId conversation, List<User> members) {
        List<User> all = conversations.computeIfAbsent(conversation, id -> new ArrayList<>());
        members.stream().filter(member -> !all.contains(member)).forEach(all::add);
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

    /** For which there are two reasons only. */
    void refused(User user, @Nullable ConversationId conversation, CruddurException refused) {
        if (refused.code() == ErrorCode.MESSAGE_GROUP_NOT_FOUND
                && conversation != null
                && promises.mayBeGone(user, conversation)) {
            tally.count(Event.FORMER_MEMBER_REFUSED);
            return;
        }
        Violation.unless(
                refused.code() == ErrorCode.MESSAGE_GROUP_NOT_FOUND
                        && conversation != null
                        && rowLost.test(user, conversation),
                () -> "Invariant 6: " + user.handle() + " is refused for no reason: " + refused.code());
        tally.count(Event.MEMBER_WITHOUT_ROW_REFUSED);
    }
}
