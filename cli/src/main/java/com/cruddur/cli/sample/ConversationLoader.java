package com.cruddur.cli.sample;

import com.cruddur.cli.work.LoadedConversation;
import com.cruddur.cli.work.MessageImport;
import com.cruddur.cli.work.RowImport;
import com.cruddur.core.conversation.ConversationId;
import com.cruddur.core.conversation.Member;
import com.cruddur.core.inbox.OwnRows;
import com.cruddur.core.live.Announcer;
import com.cruddur.core.message.Message;
import com.cruddur.core.message.MessageDraft;
import com.cruddur.core.message.MessageId;
import com.cruddur.core.message.MessageSeq;
import com.github.f4b6a3.uuid.UuidCreator;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * Loads one sample. Each message has a uuid that follows from its text, sender and place in the file, so loading
 * it again adds what is missing; a line that was changed in the file is a new message. What has become of a message
 * is added once.
 */
final class ConversationLoader {

    /** How many messages at the end of each sample its readers have not read. */
    private static final int LEFT_UNREAD = 2;

    private final OwnRows ownRows;
    private final RowImport rows;
    private final MessageImport imported;
    private final LoadedChanges changes;
    private final Clock clock;

    ConversationLoader(DynamoDbClient dynamoDb, String tableName, Clock clock) {
        this.ownRows = new OwnRows(dynamoDb, tableName, Announcer.NONE);
        this.rows = new RowImport(dynamoDb, tableName);
        this.imported = new MessageImport(dynamoDb, tableName);
        this.changes = new LoadedChanges(dynamoDb, tableName, clock);
        this.clock = clock;
    }

    void load(SampleConversation sample, List<Member> members) {
        LoadedConversation conversation = new LoadedConversation(
                conversationId(sample, members),
                sample.title(),
                members,
                clock.instant().minus(sample.age()));
        Map<String, Member> byHandle = members.stream().collect(Collectors.toMap(Member::handle, m -> m));
        List<Message> loaded = imported.append(conversation.id(), linesOf(sample, conversation, byHandle), 0);
        Message last = loaded.get(0);
        for (int i = 0; i < loaded.size(); i++) {
            last = changes.apply(loaded.get(i), sample.lines().get(i), byHandle);
        }
        rows.write(conversation, last.asLast(), member -> 0);
        for (Member member : members) {
            boolean wroteLast = member.id().equals(last.sender().id());
            // Only as far as all is the file's: what somebody has really written stays unread.
            long read =
                    Math.min(wroteLast ? loaded.size() : loaded.size() - LEFT_UNREAD, MessageImport.unbroken(loaded));
            if (read >= MessageSeq.FIRST) {
                ownRows.markReadOfStored(member.id(), conversation.id(), read);
            }
        }
    }

    private static List<MessageImport.Line> linesOf(
            SampleConversation sample, LoadedConversation conversation, Map<String, Member> byHandle) {
        List<MessageImport.Line> result = new ArrayList<>();
        for (SampleConversation.Line line : sample.lines()) {
            UUID uuid = UuidCreator.getNameBasedSha1(
                    conversation.id() + "/" + result.size() + "/" + line.from() + "/" + line.text());
            Member sender = Objects.requireNonNull(byHandle.get(line.from()), line.from());
            MessageDraft draft = new MessageDraft(
                    new MessageId(uuid),
                    conversation.id(),
                    sender,
                    line.deleted() ? "" : line.text(),
                    conversation.pairIds());
            MessageId answered = line.replyTo() == 0
                    ? null
                    : result.get(line.replyTo() - 1).draft().id();
            result.add(new MessageImport.Line(draft, conversation.createdAt().plus(line.sinceFirst()), answered));
        }
        return result;
    }

    /** The same people can have several groups, which their titles tell apart. */
    private static ConversationId conversationId(SampleConversation sample, List<Member> members) {
        if (members.size() == 2) {
            return ConversationId.between(members.get(0).id(), members.get(1).id());
        }
        String title = sample.title() == null ? "" : "/" + sample.title();
        return new ConversationId(UuidCreator.getNameBasedSha1(
                "conversation:" + members.stream().map(Member::handle).sorted().toList() + title));
    }
}
