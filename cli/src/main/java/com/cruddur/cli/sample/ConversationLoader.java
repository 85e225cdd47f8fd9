package com.cruddur.cli.sample;

import com.cruddur.cli.work.MessageImport;
import com.cruddur.core.conversation.ConversationId;
import com.cruddur.core.conversation.Conversations;
import com.cruddur.core.conversation.Member;
import com.cruddur.core.message.Message;
import com.cruddur.core.message.MessageDraft;
import com.cruddur.core.message.MessageId;
import com.cruddur.core.message.MessageSeq;
import com.cruddur.core.message.Messages;
import com.cruddur.core.people.UserId;
import com.github.f4b6a3.uuid.UuidCreator;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
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

    private final Messages messages;
    private final Conversations conversations;
    private final MessageImport imported;
    private final Clock clock;

    ConversationLoader(DynamoDbClient dynamoDb, String tableName, Clock clock) {
        this.messages = new Messages(dynamoDb, tableName);
        this.conversations = new Conversations(dynamoDb, tableName);
        this.imported = new MessageImport(dynamoDb, tableName);
        this.clock = clock;
    }

    void load(SampleConversation sample, List<Member> members) {
        ConversationId conversation = conversationId(members);
        List<MessageImport.Line> lines = linesOf(sample, conversation, members);
        Message first = lines.get(0).draft().at(MessageSeq.FIRST, lines.get(0).createdAt());
        conversations.open(conversation, members, first.sender().id(), first.asLast(), messages.transaction(first));
        List<Message> loaded = imported.append(conversation, lines, 0);
        Message last = loaded.get(loaded.size() - 1);
        conversations.advance(conversation, last.memberIds(), last.asLast());
        for (Member member : members) {
            boolean wroteLast = member.id().equals(last.sender().id());
            // Only as far as all is the file's: what somebody has really written stays unread.
            long read =
                    Math.min(wroteLast ? loaded.size() : loaded.size() - LEFT_UNREAD, MessageImport.unbroken(loaded));
            if (read >= MessageSeq.FIRST) {
                conversations.markReadOfStored(member.id(), conversation, read);
            }
        }
    }

    private List<MessageImport.Line> linesOf(
            SampleConversation sample, ConversationId conversation, List<Member> members) {
        Map<String, Member> byHandle = members.stream().collect(Collectors.toMap(Member::handle, m -> m));
        Set<UserId> memberIds = members.stream().map(Member::id).collect(Collectors.toSet());
        Instant begin = clock.instant().minus(sample.age());
        List<MessageImport.Line> result = new ArrayList<>();
        for (SampleConversation.Line line : sample.lines()) {
            UUID uuid = UuidCreator.getNameBasedSha1(
                    conversation + "/" + result.size() + "/" + line.from() + "/" + line.text());
            Member sender = Objects.requireNonNull(byHandle.get(line.from()), line.from());
            result.add(new MessageImport.Line(
                    new MessageDraft(new MessageId(uuid), conversation, sender, line.text(), memberIds),
                    begin.plus(line.sinceFirst())));
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
