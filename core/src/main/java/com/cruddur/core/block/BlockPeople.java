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
     * From the answer on, {@code other} can send {@code user} nothing more outside of groups. See {@link Blocks#block}.
     *
     * @throws CruddurException {@link ErrorCode#CANNOT_MESSAGE_YOURSELF} for oneself
     */
    public void block(User user, User other) {
        if (user.id().equals(other.id())) {
            throw new CruddurException(ErrorCode.CANNOT_MESSAGE_YOURSELF, "Name somebody else: nobody blocks oneself");
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
