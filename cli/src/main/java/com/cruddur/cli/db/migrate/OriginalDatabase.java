package com.cruddur.cli.db.migrate;

import com.cruddur.core.people.UserId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.TemporalAccessor;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import javax.sql.DataSource;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/**
 * Reads the original's two tables. Their columns differ between its weeks ({@code email} came late, {@code
 * reply_to_activity_uuid} was an integer), so rows are read as JSON, where a column that is missing is null.
 */
final class OriginalDatabase {

    private static final String BEGIN = "00000000-0000-0000-0000-000000000000";
    private static final DateTimeFormatter TIME = DateTimeFormatter.ISO_DATE_TIME;

    private final Jdbi jdbi;
    private final ZoneId zone;

    /** @param zone of its times, which have no offset */
    OriginalDatabase(DataSource dataSource, ZoneId zone) {
        this.jdbi = Jdbi.create(dataSource);
        this.zone = zone;
    }

    /** All users, the oldest first. */
    List<OriginalUser> users() {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        select j->>'uuid' uuid, j->>'handle' handle, j->>'display_name' display_name,
                               j->>'email' email, j->>'cognito_user_id' cognito_user_id, j->>'created_at' created_at
                        from (select to_jsonb(u) j from users u order by created_at, uuid) rows""")
                .map((row, context) -> new OriginalUser(
                        UserId.parse(row.getString("uuid")),
                        row.getString("handle"),
                        row.getString("display_name"),
                        row.getString("email"),
                        row.getString("cognito_user_id"),
                        Objects.requireNonNullElse(time(row.getString("created_at")), Instant.EPOCH)))
                .list());
    }

    long posts() {
        return jdbi.withHandle(handle -> handle.createQuery("select count(*) from activities")
                .mapTo(Long.class)
                .one());
    }

    /** @param after the last uuid of the page before; null for the first page */
    List<OriginalPost> posts(@Nullable UUID after, int limit) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        select j->>'uuid' uuid, j->>'user_uuid' user_uuid, j->>'message' message,
                               coalesce((j->>'replies_count')::int, 0) replies,
                               coalesce((j->>'reposts_count')::int, 0) reposts,
                               coalesce((j->>'likes_count')::int, 0) likes,
                               j->>'reply_to_activity_uuid' is not null is_reply,
                               j->>'expires_at' expires_at, j->>'created_at' created_at
                        from (select to_jsonb(a) j from activities a
                              where uuid > cast(:after as uuid) order by uuid limit :limit) rows""")
                .bind("after", after == null ? BEGIN : after.toString())
                .bind("limit", limit)
                .map((row, context) -> post(row))
                .list());
    }

    private OriginalPost post(ResultSet row) throws SQLException {
        String user = row.getString("user_uuid");
        return new OriginalPost(
                UUID.fromString(row.getString("uuid")),
                user == null ? null : UUID.fromString(user),
                Objects.requireNonNullElse(row.getString("message"), ""),
                row.getInt("replies"),
                row.getInt("reposts"),
                row.getInt("likes"),
                row.getBoolean("is_reply"),
                time(row.getString("expires_at")),
                Objects.requireNonNullElse(time(row.getString("created_at")), Instant.EPOCH));
    }

    private @Nullable Instant time(@Nullable String text) {
        if (text == null) {
            return null;
        }
        TemporalAccessor parsed = TIME.parseBest(text, OffsetDateTime::from, LocalDateTime::from);
        return parsed instanceof OffsetDateTime known
                ? known.toInstant()
                : LocalDateTime.from(parsed).atZone(zone).toInstant();
    }
}
