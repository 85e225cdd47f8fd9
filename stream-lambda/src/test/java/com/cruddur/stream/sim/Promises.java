package com.cruddur.stream.sim;

import com.cruddur.core.conversation.ConversationId;
import com.cruddur.core.people.User;
import com.cruddur.core.table.TableSpec;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;

/**
 * What people have been told that is so, and must be so from then on: that a message is deleted, a conversation cleared,
 * somebody gone from a group, somebody blocked. What was tried and never answered may still come: then nothing is promised.
 */
final class Promises {

    private record Place(ConversationId conversation, long seq) {}

    private record Membership(User user, ConversationId conversation) {}

    private record Block(User by, User other) {}

    private final Set<Place> deleted = new HashSet<>();
    private final Map<Membership, Long> cleared = new HashMap<>();
    private final Set<TableModel.Key> lostRows = new HashSet<>();
    private final Set<Membership> removalTried = new HashSet<>();
    private final Set<Membership> gone = new HashSet<>();
    private final Map<Membership, Integer> addsTried = new HashMap<>();
    private final Map<Membership, Integer> addsWithoutAnswer = new HashMap<>();
    private final Set<Block> blockTried = new HashSet<>();
    private final Set<Block> unblockTried = new HashSet<>();
    private final Set<Block> blocked = new HashSet<>();

    void deleted(ConversationId conversation, long seq) {
        deleted.add(new Place(conversation, seq));
    }

    /** Which messages of a conversation are promised to be deleted. */
    Set<Long> deletedOf(ConversationId conversation) {
        Set<Long> seqs = new HashSet<>();
        deleted.stream()
                .filter(place -> place.conversation.equals(conversation))
                .forEach(place -> seqs.add(place.seq));
        return seqs;
    }

    void cleared(User user, ConversationId conversation, long seq) {
        cleared.merge(new Membership(user, conversation), seq, Math::max);
    }

    /** Up to which number nothing may be shown to a user; 0 for somebody who may have left and come back since. */
    long clearedFor(User user, ConversationId conversation) {
        Membership membership = new Membership(user, conversation);
        return removalTried.contains(membership) ? 0 : cleared.getOrDefault(membership, 0L);
    }

    /** Whose row is lost gets one back in which nothing is cleared. */
    void rowLost(TableModel.Key row) {
        lostRows.add(row);
        cleared.keySet()
                .removeIf(membership -> row.pk().equals(TableSpec.GROUP_PREFIX + membership.user.id())
                        && row.sk().equals(membership.conversation.toString()));
    }

    /** Whether it was ever lost, which happens once at most: perhaps between a write and its answer. */
    boolean wasRowLost(User user, ConversationId conversation) {
        return lostRows.contains(new TableModel.Key(TableSpec.GROUP_PREFIX + user.id(), conversation.toString()));
    }

    void triesToRemove(User user, ConversationId conversation) {
        removalTried.add(new Membership(user, conversation));
    }

    /** What stays as it is while nobody adds the user: empty where an add is under way already. */
    OptionalInt withoutAdds(User user, ConversationId conversation) {
        Membership membership = new Membership(user, conversation);
        return addsWithoutAnswer.getOrDefault(membership, 0) > 0
                ? OptionalInt.empty()
                : OptionalInt.of(addsTried.getOrDefault(membership, 0));
    }

    /** @param before what {@link #withoutAdds} was when the removal began: an add meanwhile may have come after it */
    void removed(User user, ConversationId conversation, OptionalInt before) {
        if (before.isPresent() && before.equals(withoutAdds(user, conversation))) {
            gone.add(new Membership(user, conversation));
        }
    }

    void triesToAdd(User user, ConversationId conversation) {
        Membership membership = new Membership(user, conversation);
        addsTried.merge(membership, 1, Integer::sum);
        addsWithoutAnswer.merge(membership, 1, Integer::sum);
        gone.remove(membership);
    }

    void addAnswered(User user, ConversationId conversation) {
        addsWithoutAnswer.merge(new Membership(user, conversation), -1, Integer::sum);
    }

    /** Whether a user may be told that a group is not theirs. */
    boolean mayBeGone(User user, ConversationId conversation) {
        return removalTried.contains(new Membership(user, conversation));
    }

    boolean isGone(User user, ConversationId conversation) {
        return gone.contains(new Membership(user, conversation));
    }

    void triesToBlock(User user, User other) {
        blockTried.add(new Block(user, other));
    }

    void blocked(User user, User other) {
        blocked.add(new Block(user, other));
    }

    void triesToUnblock(User user, User other) {
        unblockTried.add(new Block(user, other));
    }

    boolean mayBeBlocked(User user, User other) {
        return blockTried.contains(new Block(user, other));
    }

    /** Whether {@code other} can send nothing more to {@code user} in their pair. */
    boolean isBlocked(User user, User other) {
        Block block = new Block(user, other);
        return blocked.contains(block) && !unblockTried.contains(block);
    }
}
