package com.cruddur.core.block;

import com.cruddur.core.conversation.ConversationId;
import com.cruddur.core.conversation.Conversations;
import com.cruddur.core.people.MessagesFrom;
import com.cruddur.core.people.Receiver;
import com.cruddur.core.people.User;
import com.cruddur.core.people.UserId;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Who may begin a conversation with whom. */
public final class Acquaintance {

    /** In how many of somebody's conversations, the newest, a shared group is looked for. */
    public static final int MAX_CONVERSATIONS = 200;

    private final Conversations conversations;
    private final Blocks blocks;
    private final Function<List<ConversationId>, Set<UserId>> membersOfGroups;

    /** @param membersOfGroups all members of some groups; 0.5 RCU per 4 KB of each */
    public Acquaintance(
            Conversations conversations, Blocks blocks, Function<List<ConversationId>, Set<UserId>> membersOfGroups) {
        this.conversations = conversations;
        this.blocks = blocks;
        this.membersOfGroups = membersOfGroups;
    }

    /** Whether a person may send another the first message. Costs what {@link #firstUnavailable} does. */
    public boolean mayBegin(User sender, User receiver, MessagesFrom accepts) {
        return firstUnavailable(sender, List.of(new Receiver(receiver, accepts)))
                .isEmpty();
    }

    /**
     * The first of some people to whom a person may not send a first message, or whom the person may not add to a group.
     * Known are those with whom there is a conversation of two, and those with whom a group is shared that is among the
     * person's newest {@link #MAX_CONVERSATIONS} conversations.
     *
     * <p>A refusal takes the same calls whatever its reason is, so that nobody can tell a block from a setting by the time.
     * 1 RCU for each of them; where one may be refused 0.5 RCU more for each who may be, 0.5 RCU per 4 KB of the newest
     * conversations (25 at most) and of their groups.
     *
     * @param receivers each once, without the sender
     */
    public Optional<User> firstUnavailable(User sender, Collection<Receiver> receivers) {
        Set<UserId> blockers =
                blocks.whoHas(receivers.stream().map(Acquaintance::id).toList(), sender.id());
        List<Receiver> doubtful = receivers.stream()
                .filter(receiver -> receiver.accepts() != MessagesFrom.EVERYONE || blockers.contains(id(receiver)))
                .toList();
        if (doubtful.isEmpty()) {
            return Optional.empty();
        }
        Set<UserId> known =
                knownTo(sender.id(), doubtful.stream().map(Acquaintance::id).toList());
        return doubtful.stream()
                .filter(receiver -> blockers.contains(id(receiver)) || !known.contains(id(receiver)))
                .map(Receiver::user)
                .findFirst();
    }

    private Set<UserId> knownTo(UserId sender, List<UserId> people) {
        Set<UserId> known = new HashSet<>(conversations.partnersAmong(sender, people));
        known.addAll(membersOfGroups.apply(conversations.groupsAmongNewest(sender, MAX_CONVERSATIONS)));
        return known;
    }

    private static UserId id(Receiver receiver) {
        return receiver.user().id();
    }
}
