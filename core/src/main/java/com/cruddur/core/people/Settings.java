package com.cruddur.core.people;

import static java.util.stream.Collectors.toUnmodifiableMap;
import static java.util.stream.Collectors.toUnmodifiableSet;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;

/** The settings of users. Each call is one statement; it fails with JDBI's exceptions when the database is away. */
public final class Settings {

    private static final String COLUMNS = "uuid, accepts_messages_from, read_receipts, presence";

    private final Jdbi jdbi;

    /** @param jdbi whose logger sees each statement with its {@link Statement} */
    public Settings(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /** Empty for somebody who is not registered. */
    public Optional<UserSettings> of(UserId user) {
        return Optional.ofNullable(of(Set.of(user)).get(user));
    }

    /** Of several users; who is not registered is left out. */
    public Map<UserId, UserSettings> of(Collection<UserId> users) {
        String sql = "select " + COLUMNS + " from users where uuid = any(:users)";
        return jdbi.withHandle(handle -> UserIds.bind(
                        Statement.READ_SETTINGS.names(handle.createQuery(sql)), "users", users)
                .map((row, context) -> Map.entry(userId(row), toSettings(row)))
                .stream()
                .collect(toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue)));
    }

    /**
     * Which of these users show how far they have read. Whoever asks for somebody must be among the users too: who hides
     * theirs sees nobody's.
     */
    public Set<UserId> showingReadReceipts(Collection<UserId> users) {
        return of(users).entrySet().stream()
                .filter(user -> user.getValue().readReceipts())
                .map(Map.Entry::getKey)
                .collect(toUnmodifiableSet());
    }

    /** @return the settings as they are now; empty for somebody who is not registered */
    public Optional<UserSettings> change(UserId user, UserSettings.Change change) {
        MessagesFrom accepts = change.acceptsMessagesFrom();
        return jdbi.withHandle(handle -> Statement.CHANGE_SETTINGS
                .names(handle.createQuery("""
                        update users
                        set accepts_messages_from = coalesce(:accepts, accepts_messages_from),
                            read_receipts = coalesce(:readReceipts, read_receipts),
                            presence = coalesce(:presence, presence)
                        where uuid = :user
                        returning\s""" + COLUMNS))
                .bind("accepts", accepts == null ? null : accepts.code())
                .bind("readReceipts", change.readReceipts())
                .bind("presence", change.presence())
                .bind("user", user.uuid())
                .map((row, context) -> toSettings(row))
                .findOne());
    }

    private static UserId userId(ResultSet row) throws SQLException {
        return new UserId(row.getObject("uuid", UUID.class));
    }

    private static UserSettings toSettings(ResultSet row) throws SQLException {
        return new UserSettings(
                MessagesFrom.ofCode(row.getString("accepts_messages_from")),
                row.getBoolean("read_receipts"),
                row.getBoolean("presence"));
    }
}
