package com.cruddur.cli.ddb.bulk;

import com.cruddur.cli.work.MessageImport;
import com.cruddur.core.group.Member;
import com.cruddur.core.group.MessageGroup;
import com.cruddur.core.group.MessageGroupId;
import com.cruddur.core.message.Message;
import com.cruddur.core.message.MessageDraft;
import com.github.f4b6a3.uuid.UuidCreator;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.UUID;
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
        List<Member> members = members(line.group());
        Set<UUID> uuids = members.stream().map(Member::uuid).collect(Collectors.toSet());
        MessageGroupId group = id(line.group(), members);
        MessageDraft draft = new MessageDraft(
                UuidCreator.getNameBasedSha1(group + "/" + spec.seed() + "/" + n),
                group,
                members.get(line.sender()),
                line.text(),
                uuids);
        return new MessageImport.Line(draft, plan.timeOf(n));
    }

    MessageGroupId id(int group) {
        return id(group, members(group));
    }

    /**
     * The rows of a group. Most members have read everything; the others all but the last message.
     *
     * @param newest the group's newest message, perhaps not of this load
     */
    List<MessageGroup> rows(int group, Message newest) {
        List<Member> members = members(group);
        List<MessageGroup> rows = new ArrayList<>();
        for (int i = 0; i < members.size(); i++) {
            Member owner = members.get(i);
            boolean read = owner.equals(newest.sender())
                    || BulkDice.at(spec.seed(), -1L - (long) group * MessageGroup.MAX_MEMBERS - i)
                                    .nextDouble()
                            < READ_EVERYTHING;
            rows.add(new MessageGroup(
                    owner.uuid(),
                    newest.group(),
                    members,
                    newest.asLast(),
                    read ? newest.seq() : newest.seq() - 1,
                    plan.timeOf(group)));
        }
        return rows;
    }

    private List<Member> members(int group) {
        return Arrays.stream(plan.members(group)).mapToObj(people::get).toList();
    }

    private MessageGroupId id(int group, List<Member> members) {
        return members.size() == 2
                ? MessageGroupId.between(members.get(0).uuid(), members.get(1).uuid())
                : new MessageGroupId(
                        UuidCreator.getNameBasedSha1("bulk:" + spec.users() + "/" + spec.seed() + "/" + group));
    }
}
