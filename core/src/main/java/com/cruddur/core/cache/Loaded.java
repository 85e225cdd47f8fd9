package com.cruddur.core.cache;

import java.time.Duration;

/**
 * A value as the tables have it.
 *
 * @param atMost how long it may be kept at most: something in it may change by the mere passing of time
 */
public record Loaded<V>(V value, Duration atMost) {

    public static <V> Loaded<V> of(V value) {
        return new Loaded<>(value, Duration.ofDays(1));
    }
}
