package com.cruddur.core.cache;

import java.time.Duration;

/** Learns what the cache does. */
public interface CacheMeter {

    CacheMeter NONE = new CacheMeter() {
        @Override
        public void hit(CacheKind kind, Duration age) {}

        @Override
        public void miss(CacheKind kind) {}

        @Override
        public void unavailable(CacheKind kind) {}
    };

    /**
     * An answer came from the cache.
     *
     * @param age since the tables were read
     */
    void hit(CacheKind kind, Duration age);

    /** An answer was read from the tables, since the cache had none. */
    void miss(CacheKind kind);

    /** A call of the cache has failed: a read came from the tables, or a version will be changed later. */
    void unavailable(CacheKind kind);
}
