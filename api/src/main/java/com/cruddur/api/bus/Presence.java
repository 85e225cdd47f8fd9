package com.cruddur.api.bus;

import com.cruddur.api.valkey.ValkeyConnection;
import com.cruddur.core.people.UserId;
import io.lettuce.core.KeyValue;
import io.lettuce.core.RedisException;
import io.lettuce.core.cluster.api.async.RedisClusterAsyncCommands;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;

/** Who has a stream open on any instance: a key for each, which goes by itself. */
final class Presence {

    /** How often the key of somebody who is there is written again. */
    static final Duration REFRESH = Duration.ofSeconds(15);

    /** How long somebody is there after the last time. */
    static final Duration EXPIRY = Duration.ofSeconds(45);

    private static final Duration LONGEST_WAIT = Duration.ofMillis(200);
    private static final String KEY = "cruddur:online:";

    private final ValkeyConnection valkey;

    Presence(ValkeyConnection valkey) {
        this.valkey = valkey;
    }

    /** Waits for nothing. */
    void isThere(UserId user) {
        valkey.commands().ifPresent(commands -> {
            try {
                var unused = commands.setex(KEY + user, EXPIRY.toSeconds(), "1");
            } catch (RedisException tooManyPending) {
                // The next time is before the key has gone.
            }
        });
    }

    /** None of them where Valkey does not answer. */
    Set<UserId> among(Collection<UserId> users) {
        return users.isEmpty()
                ? Set.of()
                : valkey.commands().map(commands -> ask(commands, users)).orElse(Set.of());
    }

    private static Set<UserId> ask(RedisClusterAsyncCommands<String, String> commands, Collection<UserId> users) {
        try {
            List<KeyValue<String, String>> found = commands.mget(
                            users.stream().map(user -> KEY + user).toArray(String[]::new))
                    .get(LONGEST_WAIT.toMillis(), TimeUnit.MILLISECONDS);
            return found.stream()
                    .filter(KeyValue::hasValue)
                    .map(key -> UserId.parse(key.getKey().substring(KEY.length())))
                    .collect(Collectors.toSet());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Set.of();
        } catch (ExecutionException | TimeoutException | RedisException e) {
            return Set.of();
        }
    }
}
