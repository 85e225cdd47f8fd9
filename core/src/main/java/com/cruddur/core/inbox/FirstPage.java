package com.cruddur.core.inbox;

import com.cruddur.core.conversation.Conversation;
import com.cruddur.core.conversation.ConversationId;
import com.cruddur.core.conversation.Conversations;
import com.cruddur.core.conversation.Cursor;
import com.cruddur.core.conversation.LastMessage;
import com.cruddur.core.conversation.OwnWrites;
import com.cruddur.core.page.Page;
import com.cruddur.core.people.UserId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The first page of a list, with what its owner has just written laid over what the index still says. */
final class FirstPage {

    /** As the index sorts. */
    private static final Comparator<Conversation> NEWEST_FIRST = Comparator.<Conversation, String>comparing(
                    row -> row.lastMessage().recency().toString())
            .reversed();

    private final Conversations conversations;
    private final OwnWrites ownWrites;

    FirstPage(Conversations conversations, OwnWrites ownWrites) {
        this.conversations = conversations;
        this.ownWrites = ownWrites;
    }

    /** AP1, and 1 RCU for each conversation in which the user has written within the last seconds: 16 at most. */
    Page<Conversation, Cursor> read(UserId user, Predicate<Conversation> wanted, int limit) {
        Page<Conversation, Cursor> page = conversations.list(user, wanted, null, limit);
        Map<ConversationId, Optional<LastMessage>> written = ownWrites.of(user);
        if (written.isEmpty()) {
            return page;
        }
        List<Conversation> rows = new ArrayList<>();
        page.items().stream().filter(row -> !written.containsKey(row.id())).forEach(rows::add);
        conversations.rowsOf(user, written.keySet()).stream()
                .map(row -> shown(row, written.getOrDefault(row.id(), Optional.empty())))
                .filter(wanted)
                .filter(row -> isBefore(row, page.next()))
                .forEach(rows::add);
        rows.sort(NEWEST_FIRST);
        return rows.size() <= limit ? new Page<>(rows, page.next()) : Page.of(rows, limit, FirstPage::cursor);
    }

    private static Conversation shown(Conversation row, Optional<LastMessage> sent) {
        return sent.map(message -> row.showing(LastMessage.later(row.lastMessage(), message)))
                .orElse(row);
    }

    /** Whether a row belongs before the place where the page ends. */
    private static boolean isBefore(Conversation row, @Nullable Cursor end) {
        return end == null
                || row.lastMessage()
                                .recency()
                                .toString()
                                .compareTo(end.recency().toString())
                        >= 0;
    }

    private static Cursor cursor(Conversation last) {
        return new Cursor(last.lastMessage().recency(), last.id());
    }
}
