package com.cruddur.api.events;

import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Streams of events.
 *
 * @param perUser how many streams a person may have open on one instance; a browser needs one
 * @param perInstance how many streams an instance holds open; each needs a connection of the server and a file descriptor
 * @param heartbeat after so long without an event a comment is sent, so that no proxy on the way closes the connection:
 *     an AWS load balancer does after 60 s
 * @param people how often it is looked up whether those who have streams are still registered: so long a stream
 *     outlives its person's removal, while the database answers
 * @param shutdown over so long the streams are ended when the instance stops, so that their clients do not all come back
 *     at once
 */
@ConfigurationProperties("cruddur.events")
@Validated
record EventsProperties(
        @Min(1) @DefaultValue("10") int perUser,
        @Min(1) @DefaultValue("20000") int perInstance,
        @DurationMin(millis = 100) @DefaultValue("15s") Duration heartbeat,
        @DurationMin(millis = 100) @DefaultValue("60s") Duration people,
        @DefaultValue("5s") Duration shutdown) {}
