package com.cruddur.cli;

import com.cruddur.core.testing.LocalPostgres;
import com.cruddur.core.testing.PostgresDatabase;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** A PostgreSQL database as the Python original's {@code schema.sql} made it, without anything in it. */
public record OriginalsDatabase(String url, Jdbi jdbi) {

    public static OriginalsDatabase create() {
        PostgresDatabase database = LocalPostgres.shared().freshDatabase();
        Jdbi jdbi = Jdbi.create(database.dataSource());
        jdbi.useHandle(handle -> {
            handle.execute("""
                    create table public.users (
                      uuid uuid default gen_random_uuid() primary key,
                      display_name text not null,
                      handle text not null,
                      email text,
                      cognito_user_id text not null,
                      created_at timestamp default current_timestamp not null)""");
            handle.execute("""
                    create table public.activities (
                      uuid uuid default gen_random_uuid() primary key,
                      user_uuid uuid not null,
                      message text not null,
                      replies_count integer default 0,
                      reposts_count integer default 0,
                      likes_count integer default 0,
                      reply_to_activity_uuid integer,
                      expires_at timestamp,
                      created_at timestamp default current_timestamp not null)""");
        });
        return new OriginalsDatabase(database.jdbcUrl(), jdbi);
    }

    public UUID user(String handle, String cognitoUserId) {
        UUID uuid = UUID.randomUUID();
        jdbi.useHandle(h -> h.execute(
                "insert into users (uuid, display_name, handle, email, cognito_user_id, created_at)"
                        + " values (?, ?, ?, ?, ?, timestamp '2023-03-01 10:00:00')",
                uuid,
                "Name of " + handle,
                handle,
                handle + "@example.com",
                cognitoUserId));
        return uuid;
    }

    public void post(UUID user, String message, @Nullable Integer replyTo) {
        jdbi.useHandle(h -> h.execute(
                "insert into activities (user_uuid, message, likes_count, reply_to_activity_uuid, expires_at, created_at)"
                        + " values (?, ?, 3, ?, null, timestamp '2023-03-01 10:00:00')",
                user,
                message,
                replyTo));
    }
}
