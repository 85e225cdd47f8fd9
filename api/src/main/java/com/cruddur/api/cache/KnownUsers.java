package com.cruddur.api.cache;

import com.cruddur.core.people.Handle;
import com.cruddur.core.people.User;
import com.cruddur.core.people.Users;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import com.github.benmanes.caffeine.cache.LoadingCache;
import java.time.Duration;
import java.util.Optional;
import org.springframework.stereotype.Component;

/**
 * Users whom this instance has looked up within the last minutes; who is not found is not remembered. Never in Valkey: whoever
 * could write there would decide who is who. Several requests for one at the same time make one statement.
 */
@Component
public final class KnownUsers {

    /** About 5 MB for both. */
    private static final int MOST = 10_000;

    private final LoadingCache<String, Optional<User>> bySub;
    private final LoadingCache<Handle, Optional<User>> byHandle;

    KnownUsers(Users users, CacheProperties properties) {
        Expiry<Object, Optional<User>> expiry =
                Expiry.writing((key, found) -> found.isPresent() ? properties.users() : Duration.ZERO);
        Caffeine<Object, Optional<User>> kept =
                Caffeine.newBuilder().maximumSize(MOST).expireAfter(expiry);
        this.bySub = kept.build(users::byCognitoUserId);
        this.byHandle = kept.build(users::byHandle);
    }

    /** As {@link Users#byCognitoUserId}. */
    public Optional<User> byCognitoUserId(String sub) {
        return bySub.get(sub);
    }

    /** As {@link Users#byHandle}. */
    public Optional<User> byHandle(Handle handle) {
        return byHandle.get(handle);
    }
}
