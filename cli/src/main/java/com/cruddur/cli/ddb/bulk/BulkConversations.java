package com.cruddur.cli.ddb.bulk;

import com.cruddur.cli.work.MessageImport;
import com.cruddur.core.conversation.Conversation;
import com.cruddur.core.conversation.ConversationId;
import com.cruddur.core.conversation.Member;
import com.cruddur.core.message.Message;
import com.cruddur.core.message.MessageDraft;
import com.cruddur.core.message.MessageId;
import com.cruddur.core.people.UserId;
import com.github.f4b6a3.uuid.UuidCreator;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** The plan with real people in it: messages and rows as they are stored. */
final class BulkConversations {

    private static final double READ_EVERYTHING = 0.7;

    private final BulkSpec spec;
    private final BulkPlan plan;
    private final List<Member> people;

    /** @param people the users of the plan, by their number */
    BulkConversations(BulkSpec spec, BulkPlan plan, List<Member> people) {
        this.spec = spec;
        this.plan = plan;
        this.people = List.copyOf(people);
    }

    MessageImport.Line message(int n) {
        BulkPlan.Line line = plan.line(n);
        List<Member> members = members(line.conversation());
        Set<UserId> ids = members.stream().map(Member::id).collect(Collectors.toSet());
        ConversationId conversation = id(line.conversation(), members);
        MessageDraft draft = new MessageDraft(
                new MessageId(UuidCreator.getNameBasedSha1(conversation + "/" + spec.seed() + "/" + n)),
                conversation,
                members.get(line.sender()),
                line.text(),
                ids);
        return new MessageImport.Line(draft, plan.timeOf(n));
    }

    ConversationId id(int conversation) {
        return id(conversation, members(conversation));
    }

    /**
     * The rows of a conversation. Most members have read everything; the others all but the last message.
     *
     * @param newest the conversation's newest message, perhaps not of this load
     */
    List<Conversation> rows(int conversation, Message newest) {
        List<Member> members = members(conversation);
        List<Conversation> rows = new ArrayList<>();
        for (int i = 0; i < members.size(); i++) {
            Member owner = members.get(i);
            boolean read = owner.equals(newest.sender())
                    || BulkDice.at(spec.seed(), -1L - (long) conversation * Conversation.MAX_MEMBERS - i)
                                    .nextDouble()
                            < READ_EVERYTHING;
            rows.add(new Conversation(
                    owner.id(),
                    newest.conversation(),
                    members,
                    newest.asLast(),
                    read ? newest.seq() : newest.seq() - 1,
                    plan.timeOf(conversation)));
        }
        return rows;
    }

    private List<Member> members(int conversation) {
        return Arrays.stream(plan.members(conversation)).mapToObj(people::get).toList();
    }

    private ConversationId id(int conversation, List<Member> members) {
        return members.size() == 2
                ? ConversationId.between(members.get(0).id(), members.get(1).id())
                : new ConversationId(
                        UuidCreator.getNameBasedSha1("bulk:" + spec.users() + "/" + spec.seed() + "/" + conversation));
    }
}
