package com.cruddur.core.cache;

import java.time.Duration;
import java.util.Collection;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** For whoever has no cache: the CLI, several instances without a common one. */
final class NoCache implements ReadCache {

    @Override
    public <V> V get(CacheSubject subject, String part, Codec<V> codec, Supplier<Loaded<V>> load) {
        return load.get().value();
    }

    @Override
    public void changed(Collection<CacheSubject> subjects) {}

    @Override
    public void changed(
            CacheSubject subject, String noteName, Duration noteLifetime, UnaryOperator<byte @Nullable []> rewrite) {}

    @Override
    public void retryChanges() {}

    @Override
    public Optional<byte[]> note(CacheSubject subject, String name) {
        return Optional.empty();
    }
}
