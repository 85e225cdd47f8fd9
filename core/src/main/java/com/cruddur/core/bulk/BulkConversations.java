package com.cruddur.core.bulk;

import com.cruddur.core.group.Member;
import com.cruddur.core.group.MessageGroup;
import com.cruddur.core.group.MessageGroupId;
import com.cruddur.core.message.Message;
import com.cruddur.core.message.MessageUuids;
import com.github.f4b6a3.uuid.UuidCreator;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

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

    Message message(int n) {
        BulkPlan.Line line = plan.line(n);
        List<Member> members = members(line.group());
        Set<UUID> uuids = members.stream().map(Member::uuid).collect(Collectors.toSet());
        MessageGroupId group = id(line.group(), members);
        return new Message(
                MessageUuids.at(plan.timeOf(n), group + "/" + spec.seed() + "/" + n),
                group,
                members.get(line.sender()),
                line.text(),
                uuids);
    }

    /** The rows of each group at the end, by the number of the group. */
    Rows rows() {
        return new Rows();
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

    /** Knows the last two messages of every group: one pass over the plan, 8 bytes a group. */
    final class Rows {

        private static final int NONE = -1;

        private final int[] last =
                IntStream.generate(() -> NONE).limit(plan.groupsInUse()).toArray();
        private final int[] lastButOne = last.clone();

        private Rows() {
            for (int n = 0; n < spec.messages(); n++) {
                int group = plan.groupOf(n);
                lastButOne[group] = last[group];
                last[group] = n;
            }
        }

        /** Most members have read everything; the others all but the last message. */
        List<MessageGroup> of(int group) {
            Message newest = message(last[group]);
            List<Member> members = members(group);
            List<MessageGroup> rows = new ArrayList<>();
            for (int i = 0; i < members.size(); i++) {
                Member owner = members.get(i);
                boolean read = owner.equals(newest.sender())
                        || BulkDice.at(spec.seed(), -1L - (long) group * MessageGroup.MAX_MEMBERS - i)
                                        .nextDouble()
                                < READ_EVERYTHING;
                @Nullable
                UUID lastRead = read
                        ? newest.uuid()
                        : lastButOne[group] == NONE
                                ? null
                                : message(lastButOne[group]).uuid();
                rows.add(new MessageGroup(
                        owner.uuid(),
                        newest.group(),
                        members,
                        newest.asLast(),
                        lastRead,
                        MessageUuids.timeOf(message(group).uuid())));
            }
            return rows;
        }
    }
}
