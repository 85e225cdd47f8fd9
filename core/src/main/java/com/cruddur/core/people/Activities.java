package com.cruddur.core.people;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** The home feed. */
public final class Activities {

    /** The most that {@link #home} returns. */
    public static final int MAX_HOME = 100;

    private final Jdbi jdbi;
    private final Clock clock;

    public Activities(DataSource dataSource, Clock clock) {
        this(Jdbi.create(dataSource), clock);
    }

    /** @param jdbi whose logger sees each statement with its {@link Statement} */
    public Activities(Jdbi jdbi, Clock clock) {
        this.jdbi = jdbi;
        this.clock = clock;
    }

    /** What has not expired, newest first, without replies. One statement. */
    public List<Activity> home() {
        return jdbi.withHandle(handle -> Statement.READ_HOME_FEED
                .names(handle.createQuery("""
                        select a.*, u.handle, u.display_name
                        from activities a join users u on u.uuid = a.user_uuid
                        where a.reply_to_activity_uuid is null and (a.expires_at is null or a.expires_at > :now)
                        order by a.created_at desc, a.uuid
                        limit :limit"""))
                .bind("now", clock.instant().atOffset(ZoneOffset.UTC))
                .bind("limit", MAX_HOME)
                .map((row, context) -> toActivity(row))
                .list());
    }

    /** Adds a post; one that is there, by its uuid, stays as it is. */
    public void add(Activity activity) {
        Instant expiresAt = activity.expiresAt();
        jdbi.useHandle(handle -> Statement.ADD_ACTIVITY
                .names(handle.createUpdate("""
                        insert into activities (uuid, user_uuid, message, replies_count, reposts_count, likes_count,
                                                created_at, expires_at)
                        select :uuid, u.uuid, :message, :replies, :reposts, :likes, :createdAt, :expiresAt
                        from users u where lower(u.handle) = :handle
                        on conflict (uuid) do nothing"""))
                .bind("uuid", activity.uuid())
                .bind("handle", activity.handle())
                .bind("message", activity.message())
                .bind("replies", activity.repliesCount())
                .bind("reposts", activity.repostsCount())
                .bind("likes", activity.likesCount())
                .bind("createdAt", activity.createdAt().atOffset(ZoneOffset.UTC))
                .bind("expiresAt", expiresAt == null ? null : expiresAt.atOffset(ZoneOffset.UTC))
                .execute());
    }

    private static Activity toActivity(ResultSet row) throws SQLException {
        return new Activity(
                row.getObject("uuid", UUID.class),
                row.getString("handle"),
                row.getString("display_name"),
                row.getString("message"),
                row.getInt("replies_count"),
                row.getInt("reposts_count"),
                row.getInt("likes_count"),
                row.getTimestamp("created_at").toInstant(),
                toInstant(row.getTimestamp("expires_at")));
    }

    private static @Nullable Instant toInstant(@Nullable Timestamp timestamp) {
        return timestamp == null ? null : timestamp.toInstant();
    }
}
