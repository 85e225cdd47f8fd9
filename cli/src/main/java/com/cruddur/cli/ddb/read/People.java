package com.cruddur.cli.ddb.read;

import com.cruddur.cli.account.Account;
import com.cruddur.cli.account.Accounts;
import com.cruddur.cli.connection.ConnectionOptions;
import com.cruddur.core.people.Handle;
import com.cruddur.core.people.User;
import com.cruddur.core.people.UserId;
import com.cruddur.core.people.Users;
import com.cruddur.core.problem.CruddurException;
import com.cruddur.core.problem.ErrorCode;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Who is meant. */
public final class People {

    private final ConnectionOptions connection;
    private @Nullable Map<UserId, User> byId;

    public People(ConnectionOptions connection) {
        this.connection = connection;
    }

    /**
     * @param text a handle, with or without the {@code @}
     * @throws CruddurException {@link ErrorCode#USER_NOT_FOUND}
     */
    User named(String text) {
        Handle handle = Handle.parse(text.startsWith("@") ? text.substring(1) : text);
        return new Users(connection.users())
                .byHandle(handle)
                .orElseThrow(() -> new CruddurException(
                        ErrorCode.USER_NOT_FOUND,
                        "Nobody has the handle " + handle + ": './cruddur db users' lists everybody"));
    }

    /** Reads all users the first time; nobody is known where no database is named. */
    public synchronized Optional<User> byId(UserId id) {
        if (byId == null) {
            byId = connection.databaseUrl().isSet()
                    ? new Accounts(connection.dataSource())
                            .all()
                            .map(Account::user)
                            .collect(Collectors.toMap(User::id, user -> user))
                    : Map.of();
        }
        return Optional.ofNullable(byId.get(id));
    }
}
