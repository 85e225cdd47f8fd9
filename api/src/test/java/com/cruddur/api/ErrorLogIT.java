package com.cruddur.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.cruddur.api.testing.ApiExtension;
import com.cruddur.api.testing.RunningApi;
import com.cruddur.api.testing.Wire.Broken;
import com.cruddur.core.problem.ErrorCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** What operators read. */
@ExtendWith({ApiExtension.class, OutputCaptureExtension.class})
class ErrorLogIT {

    private final RunningApi api;

    ErrorLogIT(RunningApi api) {
        this.api = api;
    }

    @Test
    void aMistakeOfOursIsLoggedOnceUnderTheNameOfTheRequest(CapturedOutput output) {
        try (Broken mistake = api.tableFaults().answering("ValidationException")) {
            api.get("/api/message_groups")
                    .as(api.person())
                    .header("X-Request-Id", "find-me-once")
                    .send()
                    .is(ErrorCode.INTERNAL_ERROR);
        }

        assertThat(output.getAll().lines().filter(line -> line.contains(" ERROR ")))
                .filteredOn(line -> line.contains("find-me-once"))
                .singleElement()
                .asString()
                .contains("GET /api/message_groups failed");
    }

    @Test
    void aStoreThatIsAwayIsALine(CapturedOutput output) {
        try (Broken throttled = api.tableFaults().answering("ProvisionedThroughputExceededException")) {
            api.get("/api/message_groups")
                    .as(api.person())
                    .header("X-Request-Id", "find-me-throttled")
                    .send()
                    .is(ErrorCode.TEMPORARILY_UNAVAILABLE);
        }

        assertThat(output.getAll().lines().filter(line -> line.contains("find-me-throttled")))
                .singleElement()
                .asString()
                .contains(" WARN ", "GET /api/message_groups is refused for now");
    }
}
