package com.cruddur.cli.account;

import com.cruddur.core.page.Page;
import com.cruddur.core.people.User;
import com.cruddur.core.people.UserId;
import com.cruddur.core.people.Users;
import com.cruddur.core.problem.CruddurException;
import com.cruddur.core.problem.ErrorCode;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jspecify.annotations.Nullable;

/** The users as operators see them: all of them, and many at a time. */
public final class Accounts {

    private static final int PAGE = 500;

    private final Jdbi jdbi;

    public Accounts(DataSource dataSource) {
        this.jdbi = Jdbi.create(dataSource);
    }

    /**
     * A page of all accounts by handle. One statement.
     *
     * @param after the last handle of the page before; null for the first page
     */
    public Page<Account, String> page(@Nullable String after, int limit) {
        List<Account> found = jdbi.withHandle(handle -> handle.createQuery("""
                        select uuid, handle, display_name, email, cognito_user_id from users
                        where lower(handle) > :after order by lower(handle) limit :limit""")
                .bind("after", after == null ? "" : after)
                .bind("limit", limit + 1)
                .map((row, context) -> toAccount(row))
                .list());
        return Page.of(found, limit, last -> last.user().handle().value());
    }

    /** All accounts by handle, fetched in pages as the stream is read. Nothing needs to be closed. */
    public Stream<Account> all() {
        return Stream.iterate(
                        page(null, PAGE),
                        Objects::nonNull,
                        page -> page.next() == null ? null : page(page.next(), PAGE))
                .flatMap(page -> page.items().stream());
    }

    /**
     * Adds many users in one transaction; of a handle that is there, the user stays as it is.
     *
     * @return the accounts of these handles as they are now, in the order of the handles
     */
    public List<Account> registerAll(Collection<Account> accounts) {
        return jdbi.inTransaction(handle -> {
            PreparedBatch batch = handle.prepareBatch("""
                    insert into users (uuid, handle, display_name, email, cognito_user_id)
                    values (:uuid, :handle, :displayName, :email, :cognitoUserId)
                    on conflict (lower(handle)) do nothing""");
            for (Account account : accounts) {
                batch.bind("uuid", account.user().id().uuid())
                        .bind("handle", account.user().handle().value())
                        .bind("displayName", account.user().displayName())
                        .bind("email", account.email())
                        .bind("cognitoUserId", account.cognitoUserId())
                        .add();
            }
            batch.execute();
            String[] handles =
                    accounts.stream().map(a -> a.user().handle().value()).toArray(String[]::new);
            return handle.createQuery("""
                            select uuid, handle, display_name, email, cognito_user_id from users
                            where lower(handle) = any(:handles) order by lower(handle)""")
                    .bind("handles", handles)
                    .map((row, context) -> toAccount(row))
                    .list();
        });
    }

    /**
     * Gives users their identities in Cognito, all in one transaction, so that two users can swap theirs.
     *
     * @throws CruddurException {@link ErrorCode#CONFLICT} if a user has another identity than {@code before}, or is
     *     gone, or somebody else has the new identity; then nothing is changed
     */
    public void update(Collection<IdentityChange> changes) {
        jdbi.useTransaction(handle -> {
            // First everybody out, then everybody in: the index allows an identity once at any moment.
            changes.forEach(change -> update(handle, change, change.before(), Users.UNMATCHED));
            for (IdentityChange change : changes) {
                if (!change.after().equals(Users.UNMATCHED)) {
                    refuseTaken(handle, change);
                    update(handle, change, Users.UNMATCHED, change.after());
                }
            }
        });
    }

    private static void update(Handle handle, IdentityChange change, String from, String to) {
        int updated = handle.createUpdate("""
                        update users set cognito_user_id = :to where uuid = :uuid and cognito_user_id = :from""")
                .bind("to", to)
                .bind("uuid", change.user().uuid())
                .bind("from", from)
                .execute();
        if (updated != 1) {
            throw new CruddurException(
                    ErrorCode.CONFLICT,
                    "The user " + change.handle() + " was changed or removed meanwhile. Nothing was changed: run this"
                            + " again");
        }
    }

    private static void refuseTaken(Handle handle, IdentityChange change) {
        handle.createQuery("select handle from users where cognito_user_id = :id")
                .bind("id", change.after())
                .mapTo(String.class)
                .findOne()
                .ifPresent(other -> {
                    throw new CruddurException(
                            ErrorCode.CONFLICT,
                            "The identity for " + change.handle() + " belongs to " + other + ", who keeps it. Nothing"
                                    + " was changed: run this again");
                });
    }

    private static Account toAccount(ResultSet row) throws SQLException {
        return new Account(
                new User(
                        new UserId(row.getObject("uuid", UUID.class)),
                        new com.cruddur.core.people.Handle(row.getString("handle")),
                        row.getString("display_name")),
                row.getString("email"),
                row.getString("cognito_user_id"));
    }
}
