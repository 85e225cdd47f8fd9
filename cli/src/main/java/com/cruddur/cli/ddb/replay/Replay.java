package com.cruddur.cli.ddb.replay;

import com.cruddur.cli.ddb.rebuild.Rebuild;
import com.cruddur.cli.work.Progress;
import com.cruddur.core.conversation.ConversationId;
import com.cruddur.core.table.SetAsideRecord;
import com.cruddur.core.table.UnreadableItemException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.sqs.model.Message;

/**
 * Does what the stream function could not do: brings the rows of each conversation that was given up to what its messages
 * say now, by the same writes as {@link Rebuild}. They go forward only, so it does not matter how late they come, or how
 * often. What is done is forgotten; what cannot be done stays where it is.
 */
public final class Replay {

    private static final String OLD = "its records are gone from the stream, which keeps them for 24 hours: run"
            + " './cruddur ddb rebuild', which finds what they would have moved, then './cruddur ddb replay --discard-gone"
            + " --yes'";

    private final Rebuild rebuild;
    private final Map<ConversationId, Seen> done = new HashMap<>();

    public Replay(Rebuild rebuild) {
        this.rebuild = rebuild;
    }

    /** The records that were set aside. A few RCU for each. */
    public static List<GivenUp> of(SetAsideRecords records) {
        List<GivenUp> all = new ArrayList<>();
        for (SetAsideRecord aside : records.all()) {
            Optional<ConversationId> conversation = StreamRecords.conversation(aside.itemPk());
            all.add(new GivenUp(
                    GivenUp.Kind.RECORD,
                    aside.itemPk() + " / " + aside.itemSk(),
                    aside.reason(),
                    conversation.map(Set::of).orElse(Set.of()),
                    records.obstacle(aside),
                    () -> records.remove(aside)));
        }
        return all;
    }

    /**
     * The batches that were given up.
     *
     * @param tableName the table that is to be mended: notes of another stay where they are
     * @param discardGone whether to forget a batch whose records the stream has no more
     */
    public static List<GivenUp> of(
            FailureQueue queue, StreamRecords records, String tableName, boolean discardGone, Progress progress) {
        List<GivenUp> all = new ArrayList<>();
        List<Message> messages = queue.receive();
        for (Message message : messages) {
            all.add(batch(queue, records, tableName, discardGone, message));
            queue.keepHidden();
            progress.at("batches", all.size(), messages.size());
        }
        return all;
    }

    private static GivenUp batch(
            FailureQueue queue, StreamRecords records, String tableName, boolean discardGone, Message message) {
        Runnable remove = () -> queue.delete(message.receiptHandle());
        FailureNote note = FailureNote.read(message.receiptHandle(), message.body());
        if (note == null) {
            return new GivenUp(
                    GivenUp.Kind.BATCH,
                    "message " + message.messageId(),
                    "",
                    Set.of(),
                    "it is no note of Lambda's about a batch of a stream: look at it, and delete it by hand",
                    remove);
        }
        if (!note.streamArn().contains(":table/" + tableName + "/stream/")) {
            return new GivenUp(
                    GivenUp.Kind.BATCH,
                    "%s, %s to %s".formatted(note.shardId(), note.start(), note.end()),
                    "given up, of " + note.streamArn(),
                    Set.of(),
                    "it is of another table than " + tableName + ": name that one with --table",
                    remove);
        }
        Optional<Set<ConversationId>> conversations = records.conversations(note);
        return new GivenUp(
                GivenUp.Kind.BATCH,
                "%s, %s to %s".formatted(note.shardId(), note.start(), note.end()),
                "given up, written from " + note.since() + " on",
                conversations.orElse(Set.of()),
                conversations.isPresent() || discardGone ? null : OLD,
                remove);
    }

    /** @param dryRun whether to look only */
    public void run(List<GivenUp> all, boolean dryRun, Progress progress, Consumer<ReplayResult> results) {
        int count = 0;
        for (GivenUp givenUp : all) {
            results.accept(work(givenUp, dryRun));
            progress.at("given up", ++count, all.size());
        }
    }

    private ReplayResult work(GivenUp givenUp, boolean dryRun) {
        if (givenUp.obstacle() != null) {
            return new ReplayResult(givenUp, 0, givenUp.obstacle());
        }
        long behind = 0;
        for (ConversationId conversation : givenUp.conversations()) {
            Seen before = done.get(conversation);
            Seen seen = before == null ? look(conversation, dryRun) : before;
            done.put(conversation, new Seen(0, seen.obstacle()));
            behind += seen.rowsBehind();
            if (seen.obstacle() != null) {
                return new ReplayResult(givenUp, behind, seen.obstacle());
            }
        }
        if (!dryRun) {
            givenUp.remove().run();
        }
        return new ReplayResult(givenUp, behind, null);
    }

    private Seen look(ConversationId conversation, boolean dryRun) {
        long[] behind = new long[1];
        List<String> left = new ArrayList<>();
        try {
            rebuild.one(conversation, dryRun, difference -> {
                if (difference.kind().mended()) {
                    behind[0]++;
                } else {
                    left.add(difference.kind().explanation());
                }
            });
            return new Seen(behind[0], left.isEmpty() ? null : left.get(0));
        } catch (UnreadableItemException e) {
            return new Seen(behind[0], e.getMessage());
        }
    }

    private record Seen(long rowsBehind, @Nullable String obstacle) {}
}
