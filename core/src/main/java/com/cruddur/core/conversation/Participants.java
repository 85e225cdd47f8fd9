package com.cruddur.core.conversation;

import com.cruddur.core.people.UserId;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Who is in a conversation, as far as a member's row tells. */
public sealed interface Participants {

    /** Those whose names the row holds: both of a pair, the first ones of a group. */
    List<Member> known();

    int count();

    /** What the owner of the row sees as the conversation's name. */
    String titleFor(UserId owner);

    /**
     * Two people, for ever.
     *
     * @param members both
     * @param closed whether the other has blocked the row's owner
     */
    record Pair(List<Member> members, boolean closed) implements Participants {

        public Pair {
            members = List.copyOf(members);
            if (members.size() != 2) {
                throw new IllegalArgumentException("A pair has 2 members, not " + members.size());
            }
        }

        public Optional<Member> otherThan(UserId owner) {
            return members.stream().filter(m -> !m.id().equals(owner)).findFirst();
        }

        @Override
        public List<Member> known() {
            return members;
        }

        @Override
        public int count() {
            return members.size();
        }

        @Override
        public String titleFor(UserId owner) {
            return otherThan(owner).map(Member::displayName).orElse("");
        }
    }

    /**
     * What a row shows of a group; the group itself is an item of its own.
     *
     * @param title as its members have named it, perhaps cut; null if they have not
     * @param first those who joined first: at most five, fewer where their names are long
     * @param count how many are in it
     * @param version of the group that the row shows
     */
    record GroupSummary(@Nullable String title, List<Member> first, int count, long version) implements Participants {

        /** How many names a row holds at most. */
        public static final int MAX_NAMES = 5;

        public GroupSummary {
            first = List.copyOf(first);
        }

        @Override
        public List<Member> known() {
            return first;
        }

        /** Without a title, the names of the others. */
        @Override
        public String titleFor(UserId owner) {
            if (title != null) {
                return title;
            }
            List<Member> others =
                    first.stream().filter(m -> !m.id().equals(owner)).toList();
            String names = others.stream().map(Member::displayName).collect(Collectors.joining(", "));
            int unnamed = count - 1 - others.size();
            return unnamed > 0 ? names + " and " + unnamed + " more" : names;
        }
    }
}
