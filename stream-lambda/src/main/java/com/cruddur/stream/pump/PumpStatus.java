package com.cruddur.stream.pump;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How a pump is doing.
 *
 * @param lastPoll when every shard was last asked, or worked on, without a failure of the store; null before the first
 *     time. A minute ago means that the store is away
 * @param pending whether records were read that the handler has not taken yet
 * @param givenUp how many records went to the failure file since the start
 */
public record PumpStatus(@Nullable Instant lastPoll, boolean pending, long givenUp) {}
