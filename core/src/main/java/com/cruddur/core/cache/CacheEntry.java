package com.cruddur.core.cache;

import java.time.Duration;

/** A value to be kept. */
public record CacheEntry(String key, byte[] value, Duration lifetime) {}
