package com.cruddur.api.cache;

import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * The cache.
 *
 * @param engine where lists and newest pages of conversations are kept
 * @param memory what the engine LOCAL may take, about
 * @param users how long an instance remembers users by their sub and handle; 0 means not at all
 */
@ConfigurationProperties("cruddur.cache")
@Validated
record CacheProperties(
        @DefaultValue("auto") Engine engine,
        @DefaultValue("64MB") DataSize memory,
        @DefaultValue("5m") @DurationMin Duration users) {

    enum Engine {
        /** Valkey where cruddur.valkey.url names one; otherwise nothing is kept. */
        AUTO,
        /** Nothing is kept. */
        NONE,
        /** In this process: for a service of one instance. */
        LOCAL,
        /** In Valkey, for all instances. */
        VALKEY
    }
}
