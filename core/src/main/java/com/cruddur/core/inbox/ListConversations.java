package com.cruddur.core.inbox;

import com.cruddur.core.cache.Loaded;
import com.cruddur.core.cache.ReadCache;
import com.cruddur.core.conversation.Conversation;
import com.cruddur.core.conversation.ConversationId;
import com.cruddur.core.conversation.Conversations;
import com.cruddur.core.conversation.Cursor;
import com.cruddur.core.conversation.Member;
import com.cruddur.core.conversation.OwnWrites;
import com.cruddur.core.message.Messages;
import com.cruddur.core.page.Page;
import com.cruddur.core.people.User;
import com.cruddur.core.people.UserId;
import com.cruddur.core.problem.CruddurException;
import com.cruddur.core.problem.ErrorCode;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/** Lists a user's conversations. */
public final class ListConversations {

    private static final ListingsCodec CODEC = new ListingsCodec();

    private final Conversations conversations;
    private final FirstPage firstPage;
    private final UnreadCounts unread;
    private final Clock clock;
    private final ReadCache cache;

    /**
     * @param clock says whether a conversation is still muted
     * @param ownWrites of everybody, as far as {@code cache} knows them
     * @param counting counts what is unread in several conversations at the same time
     */
    public ListConversations(
            Conversations conversations,
            Messages messages,
            Clock clock,
            ReadCache cache,
            OwnWrites ownWrites,
            Executor counting) {
        this.conversations = conversations;
        this.firstPage = new FirstPage(conversations, ownWrites);
        this.unread = new UnreadCounts(messages, counting);
        this.clock = clock;
        this.cache = cache;
    }

    /**
     * A page of a user's conversations, newest first (AP1), with the number of unread messages in each (AP8, only for
     * conversations that may have some). 1.5 RCU for 20, and 0.5 RCU or more for each conversation with something unread;
     * nothing for a first page that is in the cache. Without a cache, the index of the list may be behind by what the user
     * has done within the last second; with one, the first page shows it, for 1 RCU more.
     *
     * @param archived whether those that the user has put away are wanted, or the others
     * @param after where the page before this one ended; null for the first page
     * @param limit 1 to {@link Page#MAX_LIMIT}
     */
    public Page<ConversationListing, Cursor> page(User user, boolean archived, @Nullable Cursor after, int limit) {
        if (after == null) {
            return cache.get(
                    OwnWrites.list(user.id()), archived + ":" + limit, CODEC, () -> first(user, archived, limit));
        }
        ListedNow listed = new ListedNow(archived, clock.instant());
        return listings(conversations.list(user.id(), listed, after, limit), archived);
    }

    private Loaded<Page<ConversationListing, Cursor>> first(User user, boolean archived, int limit) {
        ListedNow listed = new ListedNow(archived, clock.instant());
        Page<Conversation, Cursor> page = firstPage.read(user.id(), listed, limit);
        return new Loaded<>(listings(page, archived), listed.holds());
    }

    private Page<ConversationListing, Cursor> listings(Page<Conversation, Cursor> page, boolean archived) {
        List<Integer> counts = unread.of(page.items());
        List<ConversationListing> listings = new ArrayList<>();
        for (int i = 0; i < counts.size(); i++) {
            listings.add(new ConversationListing(page.items().get(i), counts.get(i), archived));
        }
        return new Page<>(listings, page.next());
    }

    /**
     * One of them, as it is now (AP3, AP8). 1 RCU, and 0.5 RCU or more if something is unread.
     *
     * @throws CruddurException {@link ErrorCode#MESSAGE_GROUP_NOT_FOUND} for a conversation that the user is not in
     */
    public ConversationListing one(User user, ConversationId id) {
        Conversation conversation = conversations.required(user.id(), id);
        return new ConversationListing(conversation, unread.of(conversation), conversation.isArchived(clock.instant()));
    }

    /**
     * With whom a user writes, newest first, each once: the others of the newest {@link Page#MAX_LIMIT} conversations (AP1),
     * of a group those whom the row names. 7.5 RCU at most for rows of the usual size.
     */
    public List<UserId> companions(User user) {
        return conversations.list(user.id(), row -> true, null, Page.MAX_LIMIT).items().stream()
                .flatMap(row -> row.members().stream())
                .map(Member::id)
                .filter(member -> !member.equals(user.id()))
                .distinct()
                .toList();
    }
}
