package com.cruddur.api.conversation;

import com.cruddur.api.people.UserDirectory;
import com.cruddur.core.block.Acquaintance;
import com.cruddur.core.group.Group;
import com.cruddur.core.people.Receiver;
import com.cruddur.core.people.User;
import com.cruddur.core.problem.CruddurException;
import com.cruddur.core.problem.ErrorCode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The people whom somebody wants to have in a group. */
@Component
class Invitees {

    private static final int MOST = Group.MAX_MEMBERS - 1;

    private final UserDirectory directory;
    private final Acquaintance acquaintance;

    Invitees(UserDirectory directory, Acquaintance acquaintance) {
        this.directory = directory;
        this.acquaintance = acquaintance;
    }

    /**
     * Each once, in the order in which they are named. One statement in PostgreSQL for all.
     *
     * @throws CruddurException {@link ErrorCode#MALFORMED_REQUEST}, {@link ErrorCode#GROUP_FULL},
     *     {@link ErrorCode#USER_NOT_FOUND}, which names the handle
     */
    List<Receiver> named(@Nullable List<@Nullable String> handles) {
        if (handles == null || handles.isEmpty()) {
            throw new CruddurException(ErrorCode.MALFORMED_REQUEST, "handles is missing: name the people to add");
        }
        if (handles.size() > MOST) {
            throw new CruddurException(
                    ErrorCode.GROUP_FULL,
                    "A group has at most " + Group.MAX_MEMBERS + " members, you included: name " + MOST + " at most");
        }
        List<String> texts = new ArrayList<>();
        for (String handle : handles) {
            if (handle == null) {
                throw new CruddurException(ErrorCode.MALFORMED_REQUEST, "A handle is a text: null names nobody");
            }
            texts.add(handle);
        }
        return directory.receivers(texts);
    }

    /**
     * What {@link Acquaintance#firstUnavailable} costs.
     *
     * @throws CruddurException {@link ErrorCode#RECEIVER_UNAVAILABLE}, which tells no reason
     */
    void requireAvailable(User inviter, Collection<Receiver> people) {
        List<Receiver> others = people.stream()
                .filter(person -> !person.user().id().equals(inviter.id()))
                .toList();
        acquaintance.firstUnavailable(inviter, others).ifPresent(person -> {
            throw new CruddurException(
                    ErrorCode.RECEIVER_UNAVAILABLE,
                    "You cannot add @" + person.handle() + " to a group: leave this person out");
        });
    }
}
