package com.cruddur.api.people;

import com.cruddur.api.cache.KnownUsers;
import com.cruddur.core.people.Handle;
import com.cruddur.core.people.Receiver;
import com.cruddur.core.people.User;
import com.cruddur.core.people.UserId;
import com.cruddur.core.people.Users;
import com.cruddur.core.problem.CruddurException;
import com.cruddur.core.problem.ErrorCode;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** Users by the names that clients give. */
@Component
public class UserDirectory {

    private final Users users;
    private final KnownUsers known;

    UserDirectory(Users users, KnownUsers known) {
        this.users = users;
        this.known = known;
    }

    /** @throws CruddurException {@link ErrorCode#USER_NOT_FOUND}, also for a handle that nobody can have */
    public User byHandle(String text) {
        return handle(text).flatMap(known::byHandle).orElseThrow(UserDirectory::notFound);
    }

    /** The same as the database has it now: for whoever is let in or kept out by it. */
    public User byHandleNow(String text) {
        return handle(text).flatMap(users::byHandle).orElseThrow(UserDirectory::notFound);
    }

    /**
     * Several users, and from whom each takes a first message, each once and in this order: in one statement.
     *
     * @throws CruddurException {@link ErrorCode#USER_NOT_FOUND}, which names the handle, unless nobody can have it
     */
    public List<Receiver> receivers(Collection<String> texts) {
        Set<Handle> handles = texts.stream()
                .map(text -> handle(text)
                        .orElseThrow(() -> new CruddurException(
                                ErrorCode.USER_NOT_FOUND, "One of the handles is none: check each")))
                .collect(Collectors.toCollection(LinkedHashSet::new));
        Map<Handle, Receiver> found = users.receivers(handles).stream()
                .collect(Collectors.toMap(receiver -> receiver.user().handle(), receiver -> receiver));
        return handles.stream()
                .map(handle -> Optional.ofNullable(found.get(handle))
                        .orElseThrow(() ->
                                new CruddurException(ErrorCode.USER_NOT_FOUND, "No user has the handle " + handle)))
                .toList();
    }

    /** @throws CruddurException {@link ErrorCode#USER_NOT_FOUND} */
    public User byId(UserId id) {
        return users.byId(id)
                .orElseThrow(() -> new CruddurException(ErrorCode.USER_NOT_FOUND, "This person is no user any more"));
    }

    /**
     * To whom somebody writes, and from whom they take a first message: in one statement.
     *
     * @throws CruddurException as {@link #byHandle}
     */
    public Receiver receiver(String text) {
        return handle(text).flatMap(users::receiver).orElseThrow(UserDirectory::notFound);
    }

    private static CruddurException notFound() {
        return new CruddurException(ErrorCode.USER_NOT_FOUND, "No user has this handle");
    }

    private static Optional<Handle> handle(String text) {
        try {
            return Optional.of(Handle.parse(text));
        } catch (CruddurException impossible) {
            return Optional.empty();
        }
    }
}
