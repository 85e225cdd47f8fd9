package com.cruddur.cli.db.migrate;

import com.cruddur.cli.account.Account;
import com.cruddur.cli.account.Accounts;
import com.cruddur.cli.db.migrate.UserMigrationResult.Counts;
import com.cruddur.cli.work.Progress;
import com.cruddur.core.people.UserId;
import com.cruddur.core.problem.CruddurException;
import com.cruddur.core.problem.ErrorCode;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jspecify.annotations.Nullable;

/**
 * Copies the original's users with their uuids, and their posts, into our database. The original's is only read; ours is
 * only added to: a row whose uuid is there stays as it is. So it can be interrupted and repeated. Replies are not copied,
 * since no page here shows them. Holds all users in memory, and 500 posts.
 */
public final class UserMigration {

    private static final int BATCH = 500;

    private final OriginalDatabase original;
    private final Accounts accounts;
    private final Jdbi ours;

    /**
     * @param to migrated
     * @param zone of the original's times, which have no offset: that of its PostgreSQL, mostly UTC
     */
    public UserMigration(DataSource from, DataSource to, ZoneId zone) {
        this.original = new OriginalDatabase(from, zone);
        this.accounts = new Accounts(to);
        this.ours = Jdbi.create(to);
    }

    /**
     * @param findings is told each user that is not copied, with a way out, and what is odd about one that is
     * @throws CruddurException {@link ErrorCode#MALFORMED_REQUEST} for a choice about nobody
     */
    public UserMigrationResult run(
            UserChoices choices, boolean dryRun, Progress progress, Consumer<UserFinding> findings) {
        AtomicLong refused = new AtomicLong();
        AtomicLong remarks = new AtomicLong();
        List<OriginalUser> theirs = original.users();
        UserPlan plan = UserPlan.of(theirs, accounts.all().toList(), choices, finding -> {
            (finding.copied() ? remarks : refused).incrementAndGet();
            findings.accept(finding);
        });
        List<UserPlan.Copy> copies = plan.copies();
        for (int begin = 0; begin < copies.size(); begin += BATCH) {
            int end = Math.min(begin + BATCH, copies.size());
            if (!dryRun) {
                addUsers(copies.subList(begin, end));
            }
            progress.at("users", end, copies.size());
        }
        Set<UserId> here = new HashSet<>(plan.there());
        copies.forEach(copy -> here.add(copy.account().user().id()));
        return new UserMigrationResult(
                new Counts(
                        theirs.size(),
                        copies.size(),
                        plan.there().size(),
                        theirs.size() - copies.size() - plan.there().size()),
                copyPosts(here, dryRun, progress),
                refused.get(),
                remarks.get());
    }

    private void addUsers(List<UserPlan.Copy> users) {
        ours.useTransaction(handle -> {
            PreparedBatch batch = handle.prepareBatch("""
                    insert into users (uuid, handle, display_name, email, cognito_user_id, created_at)
                    values (:uuid, :handle, :displayName, :email, :cognitoUserId, :createdAt)
                    on conflict (uuid) do nothing""");
            for (UserPlan.Copy user : users) {
                Account account = user.account();
                batch.bind("uuid", account.user().id().uuid())
                        .bind("handle", account.user().handle().value())
                        .bind("displayName", account.user().displayName())
                        .bind("email", account.email())
                        .bind("cognitoUserId", account.cognitoUserId())
                        .bind("createdAt", utc(user.createdAt()))
                        .add();
            }
            batch.execute();
        });
    }

    private Counts copyPosts(Set<UserId> here, boolean dryRun, Progress progress) {
        long total = original.posts();
        long found = 0;
        long copied = 0;
        long there = 0;
        UUID last = null;
        List<OriginalPost> page = original.posts(last, BATCH);
        while (!page.isEmpty()) {
            List<OriginalPost> wanted = page.stream()
                    .filter(post -> !post.isReply() && post.user() != null && here.contains(new UserId(post.user())))
                    .toList();
            int isNew = dryRun ? wanted.size() - countHere(wanted) : addPosts(wanted);
            copied += isNew;
            there += wanted.size() - isNew;
            found += page.size();
            progress.at("posts", found, total);
            last = page.get(page.size() - 1).uuid();
            page = original.posts(last, BATCH);
        }
        return new Counts(found, copied, there, found - copied - there);
    }

    private int countHere(List<OriginalPost> posts) {
        return ours.withHandle(handle -> handle.createQuery("select count(*) from activities where uuid = any(:uuids)")
                .bind("uuids", posts.stream().map(OriginalPost::uuid).toArray(UUID[]::new))
                .mapTo(Integer.class)
                .one());
    }

    /** @return how many were not there */
    private int addPosts(List<OriginalPost> posts) {
        return ours.inTransaction(handle -> {
            PreparedBatch batch = handle.prepareBatch("""
                    insert into activities (uuid, user_uuid, message, replies_count, reposts_count, likes_count,
                                            expires_at, created_at)
                    values (:uuid, :user, :message, :replies, :reposts, :likes, :expiresAt, :createdAt)
                    on conflict (uuid) do nothing""");
            for (OriginalPost post : posts) {
                batch.bind("uuid", post.uuid())
                        .bind("user", post.user())
                        .bind("message", post.message())
                        .bind("replies", post.replies())
                        .bind("reposts", post.reposts())
                        .bind("likes", post.likes())
                        .bind("expiresAt", utc(post.expiresAt()))
                        .bind("createdAt", utc(post.createdAt()))
                        .add();
            }
            return IntStream.of(batch.execute()).sum();
        });
    }

    private static @Nullable OffsetDateTime utc(@Nullable Instant time) {
        return time == null ? null : time.atOffset(ZoneOffset.UTC);
    }
}
