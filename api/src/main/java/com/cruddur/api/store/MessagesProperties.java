package com.cruddur.api.store;

import com.cruddur.core.change.EditWindow;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.convert.DurationUnit;
import org.springframework.validation.annotation.Validated;

/**
 * What people may do with messages.
 *
 * @param editWindow how long after it was sent a message can be edited, such as 24h or 90s; 0 means never, -1 always
 */
@ConfigurationProperties("cruddur.messages")
@Validated
record MessagesProperties(
        @DefaultValue("24h")
        @DurationUnit(ChronoUnit.SECONDS)
        @DurationMin(seconds = -1, message = "must be a duration such as 24h, 0 for never or -1 for always")
        Duration editWindow) {

    EditWindow window() {
        return new EditWindow(editWindow.toSeconds());
    }
}
