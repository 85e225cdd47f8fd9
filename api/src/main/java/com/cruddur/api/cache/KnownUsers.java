package com.cruddur.api.cache;

import com.cruddur.core.people.Handle;
import com.cruddur.core.people.User;
import com.cruddur.core.people.Users;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.Optional;
import java.util.function.Function;
import org.springframework.stereotype.Component;

/**
 * Users whom this instance has looked up within the last minutes; who is not found is not remembered. Never in Valkey: whoever
 * could write there would decide who is who. Requests for one at the same time ask each for itself: behind a database that
 * does not answer none waits for another.
 */
@Component
public final class KnownUsers {

    /** About 5 MB for both. */
    private static final int MOST = 10_000;

    private final Users users;
    private final Cache<String, User> bySub;
    private final Cache<Handle, User> byHandle;

    KnownUsers(Users users, CacheProperties properties) {
        this.users = users;
        this.bySub = Caffeine.newBuilder()
                .maximumSize(MOST)
                .expireAfterWrite(properties.users())
                .build();
        this.byHandle = Caffeine.newBuilder()
                .maximumSize(MOST)
                .expireAfterWrite(properties.users())
                .build();
    }

    /** As {@link Users#byCognitoUserId}. */
    public Optional<User> byCognitoUserId(String sub) {
        return find(bySub, sub, users::byCognitoUserId);
    }

    /** As {@link Users#byHandle}. */
    public Optional<User> byHandle(Handle handle) {
        return find(byHandle, handle, users::byHandle);
    }

    private static <K> Optional<User> find(Cache<K, User> known, K key, Function<K, Optional<User>> ask) {
        User user = known.getIfPresent(key);
        if (user != null) {
            return Optional.of(user);
        }
        Optional<User> found = ask.apply(key);
        found.ifPresent(one -> known.put(key, one));
        return found;
    }
}
