package com.cruddur.core.people;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.jdbi.v3.core.Jdbi;

/** The users. Each call is one statement; it fails with JDBI's exceptions when the database is away. */
public final class Users {

    /** The {@code cognito_user_id} of a user that has not been matched with one of Cognito's yet. */
    public static final String UNMATCHED = "MOCK";

    private static final String SELECT = "select uuid, handle, display_name from users where ";

    private static final String SELECT_RECEIVER =
            "select uuid, handle, display_name, accepts_messages_from from users where ";

    private final Jdbi jdbi;

    public Users(DataSource dataSource) {
        this(Jdbi.create(dataSource));
    }

    /** @param jdbi whose logger sees each statement with its {@link Statement} */
    public Users(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /** @param sub the {@code sub} of an access token: the user's identity in Cognito */
    public Optional<User> byCognitoUserId(String sub) {
        if (sub.equals(UNMATCHED)) {
            return Optional.empty();
        }
        return find(Statement.FIND_USER_BY_SUB, SELECT + "cognito_user_id = :key", sub);
    }

    public Optional<User> byHandle(Handle handle) {
        return find(Statement.FIND_USER_BY_HANDLE, SELECT + "lower(handle) = :key", handle.value());
    }

    /** As {@link #byHandle}, with from whom the user takes a first message. */
    public Optional<Receiver> receiver(Handle handle) {
        return jdbi.withHandle(connection -> Statement.FIND_RECEIVER
                .names(connection.createQuery(SELECT_RECEIVER + "lower(handle) = :key"))
                .bind("key", handle.value())
                .map((row, context) -> toReceiver(row))
                .findOne());
    }

    /** Of several handles, in no order; a handle that nobody has is left out. */
    public List<Receiver> receivers(Collection<Handle> handles) {
        return jdbi.withHandle(connection -> Statement.FIND_RECEIVERS
                .names(connection.createQuery(SELECT_RECEIVER + "lower(handle) = any(:handles)"))
                .bindArray(
                        "handles",
                        String.class,
                        handles.stream().map(Handle::value).toList())
                .map((row, context) -> toReceiver(row))
                .list());
    }

    public Optional<User> byId(UserId id) {
        return find(Statement.FIND_USER_BY_UUID, SELECT + "uuid = cast(:key as uuid)", id.toString());
    }

    /** Of several users, in the order of their names; who is not registered is left out. */
    public List<User> byIds(Collection<UserId> ids) {
        String sql = SELECT + "uuid = any(:ids) order by display_name collate \"unicode\", handle";
        return jdbi.withHandle(
                handle -> UserIds.bind(Statement.FIND_USERS_BY_UUID.names(handle.createQuery(sql)), "ids", ids)
                        .map((row, context) -> toUser(row))
                        .list());
    }

    /**
     * Adds a user, or gives a user of the same handle this name, address and identity; the uuid of a user that
     * is there stays.
     *
     * @param cognitoUserId {@link #UNMATCHED} where it is not known: one that is there stays
     */
    public User register(User user, String email, String cognitoUserId) {
        return jdbi.withHandle(handle -> Statement.REGISTER_USER
                .names(handle.createQuery("""
                        insert into users (uuid, handle, display_name, email, cognito_user_id)
                        values (:uuid, :handle, :displayName, :email, :cognitoUserId)
                        on conflict (lower(handle)) do update
                        set display_name = excluded.display_name,
                            email = excluded.email,
                            cognito_user_id = case when excluded.cognito_user_id = :unmatched
                                                   then users.cognito_user_id else excluded.cognito_user_id end
                        returning uuid, handle, display_name"""))
                .bind("uuid", user.id().uuid())
                .bind("handle", user.handle().value())
                .bind("displayName", user.displayName())
                .bind("email", email)
                .bind("cognitoUserId", cognitoUserId)
                .bind("unmatched", UNMATCHED)
                .map((row, context) -> toUser(row))
                .one());
    }

    private Optional<User> find(Statement statement, String sql, String key) {
        return jdbi.withHandle(handle -> statement
                .names(handle.createQuery(sql))
                .bind("key", key)
                .map((row, context) -> toUser(row))
                .findOne());
    }

    private static Receiver toReceiver(ResultSet row) throws SQLException {
        return new Receiver(toUser(row), MessagesFrom.ofCode(row.getString("accepts_messages_from")));
    }

    static User toUser(ResultSet row) throws SQLException {
        return new User(
                new UserId(row.getObject("uuid", UUID.class)),
                new Handle(row.getString("handle")),
                row.getString("display_name"));
    }
}
