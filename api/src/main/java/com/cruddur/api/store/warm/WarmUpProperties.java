package com.cruddur.api.store.warm;

import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * The warm-up of an instance. It ends at whichever comes first.
 *
 * @param rounds how often a list, a page and a send are practised; 0 for no warm-up
 * @param time how long it may take
 */
@ConfigurationProperties("cruddur.warm-up")
@Validated
record WarmUpProperties(
        @Min(0) @DefaultValue("3000") int rounds,
        @DurationMin(millis = 0) @DefaultValue("20s") Duration time) {}
