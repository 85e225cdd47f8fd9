package com.cruddur.stream.sim;

import com.cruddur.core.UseCases;
import com.cruddur.core.change.ReadChanges.ChangedMessage;
import com.cruddur.core.change.ReadChanges.ChangesPage;
import com.cruddur.core.conversation.ConversationId;
import com.cruddur.core.inbox.ConversationListing;
import com.cruddur.core.live.LiveEvent;
import com.cruddur.core.message.Message;
import com.cruddur.core.message.MessageRange;
import com.cruddur.core.page.Page;
import com.cruddur.core.people.User;
import com.cruddur.core.problem.CruddurException;
import com.cruddur.core.problem.ErrorCode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * Somebody's client with a stream open, as {@code live.ts} does it: what a stream tells is shown if it comes next, and
 * what is missing is read by the ordinary cursors.
 */
final class LiveClient {

    /** What a client may do wrong, for mutants. */
    enum Defect {
        NONE,
        /** A message is taken as the next one, though others are missing before it. */
        GAP_TAKEN,
        /** The same with a change. */
        CHANGE_GAP_TAKEN,
        /** What comes later replaces what is there, whichever is older. */
        MERGED_AS_IT_COMES,
        /** Who has been away reads the new messages, and no changes. */
        CHANGES_NOT_READ
    }

    /** How far one conversation is known. */
    private static final class Watched {
        private long seq;
        private long changeSeq;
        private final Map<Long, Message> shown = new TreeMap<>();
    }

    final User user;
    private final Stage stage;
    private final Tally tally;
    private final Defect defect;
    private final Map<ConversationId, Watched> watched = new LinkedHashMap<>();
    private boolean looking;
    private int stream;
    private @Nullable UseCases server;

    LiveClient(User user, Stage stage, Tally tally, Defect defect) {
        this.user = user;
        this.stage = stage;
        this.tally = tally;
        this.defect = defect;
    }

    boolean isConnected() {
        return server != null;
    }

    /** Changes with every stream. */
    int stream() {
        return stream;
    }

    @Nullable
    UseCases server() {
        return server;
    }

    /** First the stream, then what was missed: so nothing is between the two. */
    void connect(UseCases useCases) {
        server = useCases;
        stream++;
        tally.count(Event.STREAM_OPENED);
    }

    void disconnect() {
        server = null;
    }

    /** Reads what was missed, one look at a time. */
    void look(UseCases useCases) {
        inTurn(() -> readMissed(useCases));
    }

    void readMissed(UseCases useCases) {
        for (ConversationListing row :
                useCases.listConversations().page(user, false, null, 20).items()) {
            watched.computeIfAbsent(row.conversation().id(), id -> new Watched());
        }
        for (ConversationId conversation : new ArrayList<>(watched.keySet())) {
            readMissed(conversation, useCases);
        }
    }

    /** An event, as an instance of the API makes it of an announcement. */
    void takes(LiveEvent event, UseCases useCases) {
        try {
            if (event instanceof LiveEvent.Sent sent) {
                takes(sent.message(), useCases);
            } else if (event instanceof LiveEvent.Changed changed) {
                takes(useCases.readMessages().one(user, changed.conversation(), changed.seq()), useCases);
            } else if (event instanceof LiveEvent.Row row) {
                ConversationListing listing = useCases.listConversations().one(user, row.conversation());
                Watched at = watched.computeIfAbsent(row.conversation(), id -> new Watched());
                if (listing.conversation().lastMessage().seq() > at.seq) {
                    catchUp(row.conversation(), useCases);
                }
            }
        } catch (CruddurException | SdkException untold) {
            // It is not the reader's, or cannot be read: the instance tells nothing of it.
        }
    }

    private void takes(Message message, UseCases useCases) {
        Watched at = watched.computeIfAbsent(message.conversation(), id -> new Watched());
        long change = message.revision().changeSeq();
        if (message.seq() == at.seq + 1 || message.seq() > at.seq && defect == Defect.GAP_TAKEN) {
            tell(at, message);
        } else if (message.seq() > at.seq) {
            catchUp(message.conversation(), useCases);
        } else if (change == at.changeSeq + 1 || change > at.changeSeq && defect == Defect.CHANGE_GAP_TAKEN) {
            tell(at, message);
        } else if (change > at.changeSeq) {
            catchUp(message.conversation(), useCases);
        } else if (defect == Defect.MERGED_AS_IT_COMES) {
            show(at, message);
        }
    }

    private void tell(Watched at, Message message) {
        at.seq = Math.max(at.seq, message.seq());
        long change = message.revision().changeSeq();
        if (change == at.changeSeq + 1 || defect == Defect.CHANGE_GAP_TAKEN) {
            at.changeSeq = Math.max(at.changeSeq, change);
        }
        show(at, message);
    }

    private void show(Watched at, Message message) {
        Message before = at.shown.get(message.seq());
        if (before == null
                || defect == Defect.MERGED_AS_IT_COMES
                || before.revision().changeSeq() < message.revision().changeSeq()) {
            at.shown.put(message.seq(), message);
            tally.count(Event.TOLD);
        }
    }

    private void catchUp(ConversationId conversation, UseCases useCases) {
        tally.count(Event.CAUGHT_UP);
        inTurn(() -> readMissed(conversation, useCases));
    }

    private void inTurn(Runnable look) {
        stage.await(() -> !looking);
        looking = true;
        try {
            look.run();
        } catch (SdkException away) {
            disconnect();
        } finally {
            looking = false;
        }
    }

    private void readMissed(ConversationId conversation, UseCases useCases) {
        Watched at = watched.get(conversation);
        if (at == null) {
            return;
        }
        try {
            readMessages(conversation, at, useCases);
            if (defect != Defect.CHANGES_NOT_READ) {
                readChanges(conversation, at, useCases);
            }
        } catch (CruddurException refused) {
            Violation.unless(
                    refused.code() == ErrorCode.MESSAGE_GROUP_NOT_FOUND,
                    () -> "Live: " + user.handle() + " is refused: " + refused.code());
            watched.remove(conversation, at);
        }
    }

    private void readMessages(ConversationId conversation, Watched at, UseCases useCases) {
        MessageRange range = new MessageRange.After(at.seq);
        while (range != null) {
            Page<Message, MessageRange> page = useCases.readMessages().page(user, conversation, range, 2);
            for (Message message : page.items()) {
                if (message.seq() > at.seq) {
                    at.seq = message.seq();
                    show(at, message);
                }
            }
            range = page.next();
        }
    }

    private void readChanges(ConversationId conversation, Watched at, UseCases useCases) {
        Long after = at.changeSeq;
        while (after != null) {
            ChangesPage page = useCases.readChanges().page(user, conversation, after, 3);
            for (ChangedMessage changed : page.items()) {
                long change = changed.message().revision().changeSeq();
                if (change > at.changeSeq) {
                    show(at, changed.message());
                }
            }
            at.changeSeq = Math.max(at.changeSeq, page.lastChange());
            after = page.next();
        }
    }

    /** When all is quiet, and it has read what it may have missed: it shows what anybody reads who comes anew. */
    void endsWith(ConversationId conversation, List<Message> wanted) {
        Watched at = watched.get(conversation);
        Map<Long, Message> shown = at == null ? new HashMap<>() : at.shown;
        for (Message message : wanted) {
            Violation.unless(
                    message.equals(shown.get(message.seq())),
                    () -> "Live: " + user.handle() + " is shown " + shown.get(message.seq()) + ", not " + message);
        }
    }
}
