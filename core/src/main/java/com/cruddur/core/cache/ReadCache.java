package com.cruddur.core.cache;

import java.time.Duration;
import java.util.Collection;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Keeps answers of the tables. None of its calls fails where the cache does. */
public interface ReadCache {

    /** Keeps nothing: for the CLI, and for several instances without a common cache. */
    ReadCache NONE = new ReadCache() {
        @Override
        public <V> V get(CacheSubject subject, String part, Codec<V> codec, Supplier<Loaded<V>> load) {
            return load.get().value();
        }

        @Override
        public void changed(Collection<CacheSubject> subjects) {}

        @Override
        public void changed(
                CacheSubject subject,
                String noteName,
                Duration noteLifetime,
                UnaryOperator<byte @Nullable []> rewrite) {}

        @Override
        public void retryChanges() {}

        @Override
        public Optional<byte[]> note(CacheSubject subject, String name) {
            return Optional.empty();
        }
    };

    /**
     * What is kept, or what is loaded and then kept. Several callers at the same time wait for one of them to load.
     *
     * @param part names the answer among those of its subject
     * @param load reads the tables; what it throws is thrown to every caller that waits for it
     */
    <V> V get(CacheSubject subject, String part, Codec<V> codec, Supplier<Loaded<V>> load);

    /** From now on no answer is reached that was kept before. To be called after the write and before its acknowledgement. */
    void changed(Collection<CacheSubject> subjects);

    /**
     * The same, and leaves a note for whoever loads the subject's next answers. Two notes of one name that are changed in the
     * same moment on two instances may lose one of the changes.
     *
     * @param rewrite makes the new note of the present one; null where there is none
     */
    void changed(
            CacheSubject subject, String noteName, Duration noteLifetime, UnaryOperator<byte @Nullable []> rewrite);

    /**
     * Tries again to make the cache forget what it could not be told to forget. To be called several times a second: until
     * then another instance may show an answer from before the write.
     */
    void retryChanges();

    Optional<byte[]> note(CacheSubject subject, String name);
}
