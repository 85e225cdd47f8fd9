package com.cruddur.core.block;

import com.cruddur.core.people.User;
import com.cruddur.core.people.UserId;
import com.cruddur.core.problem.CruddurException;
import com.cruddur.core.problem.ErrorCode;
import java.util.List;

/** Blocks people, takes that back, and lists who is blocked. */
public final class BlockPeople {

    private final Blocks blocks;

    public BlockPeople(Blocks blocks) {
        this.blocks = blocks;
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
    }

    public void unblock(User user, User other) {
        blocks.unblock(user.id(), other.id());
    }

    /** Whom a user has blocked. */
    public List<UserId> blockedBy(User user) {
        return blocks.of(user.id());
    }
}
