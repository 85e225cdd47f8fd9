package com.cruddur.core.cache;

import java.time.Duration;

/** A value to be kept. */
@SuppressWarnings("ArrayRecordComponent") // nobody compares entries
public record CacheEntry(String key, byte[] value, Duration lifetime) {}
