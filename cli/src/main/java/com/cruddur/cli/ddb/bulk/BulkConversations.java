package com.cruddur.cli.ddb.bulk;

import com.cruddur.cli.work.LoadedConversation;
import com.cruddur.cli.work.MessageImport;
import com.cruddur.core.conversation.ConversationId;
import com.cruddur.core.conversation.Member;
import com.cruddur.core.group.Group;
import com.cruddur.core.message.Message;
import com.cruddur.core.message.MessageDraft;
import com.cruddur.core.message.MessageId;
import com.github.f4b6a3.uuid.UuidCreator;
import java.util.Arrays;
import java.util.List;

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
        LoadedConversation conversation = conversation(line.conversation());
        MessageDraft draft = new MessageDraft(
                new MessageId(UuidCreator.getNameBasedSha1(conversation.id() + "/" + spec.seed() + "/" + n)),
                conversation.id(),
                conversation.members().get(line.sender()),
                line.text(),
                conversation.pairIds());
        return new MessageImport.Line(draft, plan.timeOf(n));
    }

    ConversationId id(int conversation) {
        return id(conversation, members(conversation));
    }

    LoadedConversation conversation(int conversation) {
        List<Member> members = members(conversation);
        return new LoadedConversation(id(conversation, members), null, members, plan.timeOf(conversation));
    }

    /**
     * How far a member has read. Most have read everything; the others all but the last message.
     *
     * @param newest the conversation's newest message, perhaps not of this load
     */
    long lastRead(int conversation, Member member, Message newest) {
        int place = members(conversation).indexOf(member);
        boolean read = member.equals(newest.sender())
                || BulkDice.at(spec.seed(), -1L - (long) conversation * Group.MAX_MEMBERS - place)
                                .nextDouble()
                        < READ_EVERYTHING;
        return read ? newest.seq() : newest.seq() - 1;
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
