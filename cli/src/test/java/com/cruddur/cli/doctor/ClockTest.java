package com.cruddur.cli.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import software.amazon.awssdk.http.SdkHttpResponse;

class ClockTest {

    /** The JDK's own server, our stub, writes the true date whatever it is told. */
    @Test
    void aWrongClockIsFound() {
        SdkHttpResponse answer = SdkHttpResponse.builder()
                .statusCode(200)
                .putHeader("Date", "Thu, 01 Jan 2026 00:00:00 GMT")
                .build();

        assertThat(CredentialsChecks.clock(answer)).get().satisfies(check -> {
            assertThat(check.status()).isEqualTo(Check.Status.failure);
            assertThat(check.finding()).endsWith("minutes ahead of AWS's");
            assertThat(check.advice()).contains("NTP");
        });
    }
}
