package com.cruddur.core.cache;

import java.util.List;
import java.util.Map;

/**
 * Where values are kept: in this process, or on a server for all instances. Needs no more of a server than GET, and SET
 * with an expiry. May forget anything at any time. Safe for many threads.
 */
public interface CacheEngine {

    /**
     * The values that are there, by their keys. Those of one subject are read in this order.
     *
     * @throws CacheUnavailableException after a bounded wait
     */
    Map<String, byte[]> get(List<String> keys);

    /**
     * Sets values, those of one subject in this order.
     *
     * @throws CacheUnavailableException after a bounded wait: some may be set, or will be
     */
    void set(List<CacheEntry> entries);
}
