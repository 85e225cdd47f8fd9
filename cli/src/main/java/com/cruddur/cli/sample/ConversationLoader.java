package com.cruddur.cli.sample;

import com.cruddur.cli.work.LoadedConversation;
import com.cruddur.cli.work.MessageImport;
import com.cruddur.cli.work.RowImport;
import com.cruddur.core.conversation.ConversationId;
import com.cruddur.core.conversation.Member;
import com.cruddur.core.inbox.OwnRows;
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
 * it again adds what is missing; a line that was changed in the file is a new message.
 */
final class ConversationLoader {

    /** How many messages at the end of each sample its readers have not read. */
    private static final int LEFT_UNREAD = 2;

    private final OwnRows ownRows;
    private final RowImport rows;
    private final MessageImport imported;
    private final Clock clock;

    ConversationLoader(DynamoDbClient dynamoDb, String tableName, Clock clock) {
        this.ownRows = new OwnRows(dynamoDb, tableName);
        this.rows = new RowImport(dynamoDb, tableName);
        this.imported = new MessageImport(dynamoDb, tableName);
        this.clock = clock;
    }

    void load(SampleConversation sample, List<Member> members) {
        LoadedConversation conversation = new LoadedConversation(
                conversationId(members), null, members, clock.instant().minus(sample.age()));
        List<Message> loaded = imported.append(conversation.id(), linesOf(sample, conversation), 0);
        Message last = loaded.get(loaded.size() - 1);
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

    private List<MessageImport.Line> linesOf(SampleConversation sample, LoadedConversation conversation) {
        Map<String, Member> byHandle =
                conversation.members().stream().collect(Collectors.toMap(Member::handle, m -> m));
        List<MessageImport.Line> result = new ArrayList<>();
        for (SampleConversation.Line line : sample.lines()) {
            UUID uuid = UuidCreator.getNameBasedSha1(
                    conversation.id() + "/" + result.size() + "/" + line.from() + "/" + line.text());
            Member sender = Objects.requireNonNull(byHandle.get(line.from()), line.from());
            result.add(new MessageImport.Line(
                    new MessageDraft(
                            new MessageId(uuid), conversation.id(), sender, line.text(), conversation.pairIds()),
                    conversation.createdAt().plus(line.sinceFirst())));
        }
        return result;
    }

    private static ConversationId conversationId(List<Member> members) {
        return members.size() == 2
                ? ConversationId.between(members.get(0).id(), members.get(1).id())
                : new ConversationId(UuidCreator.getNameBasedSha1("conversation:"
                        + members.stream().map(Member::handle).sorted().toList()));
    }
}
