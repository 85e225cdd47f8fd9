package com.cruddur.api.conversation;

import com.cruddur.core.group.CreateGroup;
import com.cruddur.core.group.GroupTitle;
import com.cruddur.core.group.History;
import com.cruddur.core.people.Receiver;
import com.cruddur.core.people.User;
import com.cruddur.core.problem.CruddurException;
import com.cruddur.core.problem.ErrorCode;
import com.cruddur.core.send.IdempotencyKey;
import com.cruddur.core.wire.ConversationJson;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Makes a group of people who may be added. */
@Component
class NewGroup {

    private final CreateGroup createGroup;
    private final Invitees invitees;
    private final ConversationReader reader;

    NewGroup(CreateGroup createGroup, Invitees invitees, ConversationReader reader) {
        this.createGroup = createGroup;
        this.invitees = invitees;
        this.reader = reader;
    }

    /**
     * A repeat of a call that has made the group is answered with it, though somebody may have become unavailable since.
     *
     * @throws CruddurException {@link ErrorCode#RECEIVER_UNAVAILABLE}, and what {@link CreateGroup#create} throws
     */
    ConversationJson make(
            User me, List<Receiver> people, @Nullable GroupTitle title, History history, @Nullable IdempotencyKey key) {
        List<User> others = people.stream().map(Receiver::user).toList();
        if (!createGroup.isRepeat(me, others, title, history, key)) {
            invitees.requireAvailable(me, people);
        }
        return reader.one(
                me, createGroup.create(me, others, title, history, key).id());
    }
}
