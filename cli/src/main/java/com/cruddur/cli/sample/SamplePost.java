package com.cruddur.cli.sample;

import com.cruddur.core.people.Activity;
import com.github.f4b6a3.uuid.UuidCreator;
import java.time.Duration;
import java.time.Instant;

/** A post of the home feed to be loaded, with a uuid that follows from what it says. */
record SamplePost(String handle, String message, int replies, int reposts, int likes, Duration age) {

    Activity at(Instant now) {
        return new Activity(
                UuidCreator.getNameBasedSha1("activity:" + handle + message),
                handle,
                "",
                message,
                replies,
                reposts,
                likes,
                now.minus(age),
                null);
    }
}
