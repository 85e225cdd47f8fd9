package com.cruddur.cli.sample;

import com.cruddur.cli.sample.SampleConversation.Line;
import com.cruddur.core.change.ChangeLog;
import com.cruddur.core.conversation.Member;
import com.cruddur.core.message.Message;
import com.cruddur.core.message.Messages;
import com.cruddur.core.message.Reactions;
import com.cruddur.core.people.UserId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** Edits, deletes and reacts to loaded messages as the file says, through the log of changes. */
final class LoadedChanges {

    private static final Duration AFTER_SENDING = Duration.ofMinutes(1);

    private final Messages messages;
    private final ChangeLog changes;
    private final Clock clock;

    LoadedChanges(DynamoDbClient dynamoDb, String tableName, Clock clock) {
        this.messages = new Messages(dynamoDb, tableName);
        this.changes = new ChangeLog(dynamoDb, tableName, messages, clock);
        this.clock = clock;
    }

    /**
     * Makes one change of all that the file says of a message; none if the message was changed before, by a load or by
     * people. 5 WCU and 1 RCU for a change.
     *
     * @return the message as it is now
     */
    Message apply(Message loaded, Line line, Map<String, Member> byHandle) {
        Message before = loaded;
        while (line.isChanged() && before.revision().changeSeq() == 0) {
            Message after = changed(before, line, byHandle).numbered(changes.newest(before.conversation()) + 1);
            if (changes.append(before, after, changedBy(before, line, byHandle))) {
                return after;
            }
            before = messages.find(before.conversation(), before.seq()).orElseThrow();
        }
        return before;
    }

    private Message changed(Message message, Line line, Map<String, Member> byHandle) {
        Instant soon = message.createdAt().plus(AFTER_SENDING);
        Instant now = clock.instant();
        Instant at = soon.isBefore(now) ? soon : now;
        if (line.deleted()) {
            return message.deleted(at);
        }
        Message reacted = line.reactions().isEmpty() ? message : message.reacted(reactions(line, byHandle));
        return line.edited() ? reacted.edited(line.text(), at) : reacted;
    }

    private static Reactions reactions(Line line, Map<String, Member> byHandle) {
        Reactions reactions = Reactions.NONE;
        for (Map.Entry<String, Set<String>> reaction : line.reactions().entrySet()) {
            for (String handle : reaction.getValue()) {
                reactions = reactions.with(reaction.getKey(), id(handle, byHandle));
            }
        }
        return reactions;
    }

    private static UserId changedBy(Message message, Line line, Map<String, Member> byHandle) {
        return line.edited() || line.deleted()
                ? message.sender().id()
                : id(line.reactions().values().iterator().next().iterator().next(), byHandle);
    }

    private static UserId id(String handle, Map<String, Member> byHandle) {
        return Objects.requireNonNull(byHandle.get(handle), handle).id();
    }
}
