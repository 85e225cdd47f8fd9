package com.cruddur.core.block;

import com.cruddur.core.conversation.ConversationId;
import com.cruddur.core.live.Announcer;
import com.cruddur.core.people.User;
import com.cruddur.core.people.UserId;
import com.cruddur.core.problem.CruddurException;
import com.cruddur.core.problem.ErrorCode;
import java.util.List;

/** Blocks people, takes that back, and lists who is blocked. */
public final class BlockPeople {

    private final Blocks blocks;
    private final Announcer announcer;

    /** @param announcer tells both of a pair, whose rows show whether one can write to the other */
    public BlockPeople(Blocks blocks, Announcer announcer) {
        this.blocks = blocks;
        this.announcer = announcer;
    }

    /**
     * From the answer on, {@code other} can send {@code user} nothing more outside of groups. See {@link Blocks#block}; and
     * what {@link Blocks#isFull} costs. Some calls at the same time may go a few beyond the limit.
     *
     * @throws CruddurException {@link ErrorCode#CANNOT_MESSAGE_YOURSELF} for oneself, {@link ErrorCode#BLOCKS_FULL} for
     *     one more than {@link Blocks#MAX}
     */
    public void block(User user, User other) {
        if (user.id().equals(other.id())) {
            throw new CruddurException(ErrorCode.CANNOT_MESSAGE_YOURSELF, "Name somebody else: nobody blocks oneself");
        }
        if (blocks.isFull(user.id()) && !blocks.has(user.id(), other.id())) {
            throw new CruddurException(
                    ErrorCode.BLOCKS_FULL,
                    "You can block " + Blocks.MAX + " people: take a block back before you block another");
        }
        blocks.block(user.id(), other.id());
        tell(user, other);
    }

    public void unblock(User user, User other) {
        blocks.unblock(user.id(), other.id());
        tell(user, other);
    }

    private void tell(User user, User other) {
        ConversationId pair = ConversationId.between(user.id(), other.id());
        announcer.row(user.id(), pair);
        announcer.row(other.id(), pair);
    }

    /** Whom a user has blocked. */
    public List<UserId> blockedBy(User user) {
        return blocks.of(user.id());
    }
}
