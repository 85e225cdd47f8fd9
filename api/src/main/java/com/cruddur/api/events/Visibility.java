package com.cruddur.api.events;

import com.cruddur.core.people.Settings;
import com.cruddur.core.people.UserId;
import com.cruddur.core.people.UserSettings;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.springframework.stereotype.Component;

/**
 * What people let each other see of themselves. Whoever hides theirs sees nobody's. A changed setting holds in the streams
 * after {@link #MAX_AGE}.
 */
@Component
class Visibility {

    static final Duration MAX_AGE = Duration.ofSeconds(10);

    private final LoadingCache<UserId, Optional<UserSettings>> settings;

    Visibility(Settings settings) {
        this.settings = Caffeine.newBuilder()
                .maximumSize(10_000)
                .expireAfterWrite(MAX_AGE)
                .build(settings::of);
    }

    boolean showsReceipts(UserId one, UserId other) {
        return both(one, other, UserSettings::readReceipts);
    }

    boolean showsPresence(UserId one, UserId other) {
        return both(one, other, UserSettings::presence);
    }

    private boolean both(UserId one, UserId other, Predicate<UserSettings> shows) {
        Map<UserId, Optional<UserSettings>> found = settings.getAll(Set.of(one, other));
        return found.values().stream().allMatch(setting -> setting.filter(shows).isPresent());
    }
}
