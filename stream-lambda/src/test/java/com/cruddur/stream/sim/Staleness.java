package com.cruddur.stream.sim;

import com.cruddur.core.cache.CacheKind;
import com.cruddur.core.cache.CacheSubject;
import com.cruddur.core.conversation.Conversation;
import com.cruddur.core.conversation.ConversationId;
import com.cruddur.core.conversation.ConversationItem;
import com.cruddur.core.conversation.LastMessage;
import com.cruddur.core.conversation.OwnWrites;
import com.cruddur.core.inbox.ConversationListing;
import com.cruddur.core.message.Message;
import com.cruddur.core.message.MessageItem;
import com.cruddur.core.people.User;
import com.cruddur.core.table.TableSpec;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongPredicate;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** How old an answer may be that has come from the cache, perhaps. */
final class Staleness {

    /** How far an index may be behind, in milliseconds. */
    static final long INDEX_BEHIND = 4_000;

    private static final long A_SECOND = 1_000;
    private static final long A_MINUTE = 60_000;

    /** After so long nothing is kept that is old. */
    static final long LONGEST = 2 * A_MINUTE;

    private final TableModel table;
    private final CacheServer server;

    Staleness(TableModel table, CacheServer server) {
        this.table = table;
        this.server = server;
    }

    /**
     * A write must be in the answer if its change was heard in time, or if it is older than any answer may be.
     *
     * @param behind how old what is filled may be at first
     */
    private LongPredicate mustShow(CacheSubject subject, long asked, long behind, long afterChange) {
        return written -> {
            Long changed = server.changedSince(subject, written);
            return changed != null && changed + afterChange <= asked
                    || written + A_MINUTE + behind + server.slowestAnswer() < asked;
        };
    }

    /** @param page the newest of a conversation. @param cleared what the reader does not have any more */
    void newestPage(ConversationId conversation, Readings.Promised promised, List<Message> page, long cleared) {
        long asked = promised.asked();
        // Whoever joins another's look at the cache gets what that one saw when it began.
        long afterChange = A_SECOND + server.slowestAnswer();
        LongPredicate mustShow = mustShow(new CacheSubject(CacheKind.MESSAGES, conversation), asked, 0, afterChange);
        long newest = page.isEmpty() ? cleared : page.get(page.size() - 1).seq();
        Violation.unless(
                newest >= promised.heard(),
                () -> "The cache: " + promised.heard() + " was acknowledged, and a page shows " + page);
        for (TableModel.Version stored : table.newestAt(TableSpec.MESSAGE_PREFIX + conversation, mustShow)) {
            Message message = MessageItem.read(stored.item());
            Violation.unless(
                    message.seq() <= newest,
                    () -> "The cache: " + message + " is missing in a page that was read at " + asked + ": " + page);
            page.stream()
                    .filter(shown -> shown.seq() == message.seq())
                    .forEach(shown -> Violation.unless(
                            shown.revision().changeSeq() >= message.revision().changeSeq(),
                            () -> "The cache: a page shows " + shown + " at " + asked + ", not " + message));
        }
    }

    void list(User user, long asked, List<ConversationListing> list) {
        long afterChange = INDEX_BEHIND + A_SECOND + server.slowestAnswer();
        LongPredicate mustShow = mustShow(OwnWrites.list(user.id()), asked, INDEX_BEHIND, afterChange);
        String pk = TableSpec.GROUP_PREFIX + user.id();
        for (TableModel.Version row : table.newestAt(pk, mustShow)) {
            if (row.item() != null) {
                Conversation wanted = ConversationItem.read(row.item());
                TableModel.Key key = new TableModel.Key(pk, wanted.id().toString());
                Optional<ConversationListing> shown = list.stream()
                        .filter(listing -> listing.conversation().id().equals(wanted.id()))
                        .findFirst();
                if (table.itemsSince(key, row.write()).stream().allMatch(Staleness::isListed)) {
                    Violation.unless(
                            shown.isPresent() && isAsNew(shown.get().conversation(), wanted),
                            () -> "The cache: a list of " + user.handle() + " at " + asked + " shows " + shown
                                    + ", not " + wanted);
                    countsUnread(user, shown.orElseThrow(), wanted, mustShow);
                }
            }
        }
    }

    private void countsUnread(User user, ConversationListing shown, Conversation wanted, LongPredicate mustShow) {
        long read = shown.conversation().unreadAfter();
        long unread = table.newestAt(TableSpec.MESSAGE_PREFIX + wanted.id(), mustShow).stream()
                .map(stored -> MessageItem.read(table.now(new TableModel.Key(
                        TableSpec.MESSAGE_PREFIX + wanted.id(),
                        stored.item().get(TableSpec.SK).s()))))
                .filter(message -> message.seq() > read
                        && message.seq() <= wanted.lastMessage().seq())
                .filter(message -> !message.isFrom(user.id()) && !message.isSystem() && !message.isDeleted())
                .count();
        Violation.unless(
                shown.unreadCount() >= unread,
                () -> "The cache: " + user.handle() + " has " + unread + " unread, and is shown " + shown);
    }

    private static boolean isListed(@Nullable Map<String, AttributeValue> row) {
        return row != null && !ConversationItem.read(row).isCleared();
    }

    private static boolean isAsNew(Conversation shown, Conversation wanted) {
        LastMessage last = shown.lastMessage();
        return LastMessage.later(last, wanted.lastMessage()).equals(last)
                && shown.own().lastRead() >= wanted.own().lastRead()
                && shown.own().clearedSeq() >= wanted.own().clearedSeq();
    }
}
