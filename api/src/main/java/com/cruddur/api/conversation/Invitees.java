package com.cruddur.api.conversation;

import com.cruddur.api.people.UserDirectory;
import com.cruddur.core.block.Acquaintance;
import com.cruddur.core.group.Group;
import com.cruddur.core.people.MessagesFrom;
import com.cruddur.core.people.Settings;
import com.cruddur.core.people.User;
import com.cruddur.core.people.UserId;
import com.cruddur.core.people.UserSettings;
import com.cruddur.core.problem.CruddurException;
import com.cruddur.core.problem.ErrorCode;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The people whom somebody wants to have in a group. */
@Component
class Invitees {

    private static final int MOST = Group.MAX_MEMBERS - 1;

    private final UserDirectory directory;
    private final Settings settings;
    private final Acquaintance acquaintance;

    Invitees(UserDirectory directory, Settings settings, Acquaintance acquaintance) {
        this.directory = directory;
        this.settings = settings;
        this.acquaintance = acquaintance;
    }

    /**
     * Each once, in the order in which they are named. One statement in PostgreSQL for each.
     *
     * @throws CruddurException {@link ErrorCode#MALFORMED_REQUEST}, {@link ErrorCode#GROUP_FULL},
     *     {@link ErrorCode#USER_NOT_FOUND}, which names the handle
     */
    List<User> named(@Nullable List<@Nullable String> handles) {
        if (handles == null || handles.isEmpty()) {
            throw new CruddurException(ErrorCode.MALFORMED_REQUEST, "handles is missing: name the people to add");
        }
        if (handles.size() > MOST) {
            throw new CruddurException(
                    ErrorCode.GROUP_FULL,
                    "A group has at most " + Group.MAX_MEMBERS + " members, you included: name " + MOST + " at most");
        }
        Map<Object, User> people = new LinkedHashMap<>();
        for (String handle : handles) {
            if (handle == null) {
                throw new CruddurException(ErrorCode.MALFORMED_REQUEST, "A handle is a text: null names nobody");
            }
            User person = directory.byHandleNamingIt(handle);
            people.putIfAbsent(person.id(), person);
        }
        return List.copyOf(people.values());
    }

    /**
     * One statement in PostgreSQL for all, for their settings.
     *
     * @throws CruddurException {@link ErrorCode#RECEIVER_UNAVAILABLE}, which tells no reason
     */
    void requireAvailable(User inviter, Collection<User> people) {
        Map<UserId, UserSettings> settingsOf =
                settings.of(people.stream().map(User::id).toList());
        for (User person : people) {
            MessagesFrom accepts =
                    settingsOf.getOrDefault(person.id(), UserSettings.DEFAULT).acceptsMessagesFrom();
            if (!person.id().equals(inviter.id()) && !acquaintance.mayBegin(inviter, person, accepts)) {
                throw new CruddurException(
                        ErrorCode.RECEIVER_UNAVAILABLE,
                        "You cannot add @" + person.handle() + " to a group: leave this person out");
            }
        }
    }
}
