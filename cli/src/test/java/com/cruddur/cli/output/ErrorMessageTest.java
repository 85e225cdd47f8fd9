package com.cruddur.cli.output;

import static org.assertj.core.api.Assertions.assertThat;

import com.cruddur.core.problem.ErrorCode;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.exception.ApiCallAttemptTimeoutException;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;

class ErrorMessageTest {

    @Test
    void aStoreThatIsTooSlowIsToldInOurWords() {
        for (Exception slow :
                new Exception[] {ApiCallTimeoutException.create(4), ApiCallAttemptTimeoutException.create(4)}) {
            assertThat(ErrorMessage.about(slow))
                    .isEqualTo(new ErrorMessage(
                            ErrorCode.TEMPORARILY_UNAVAILABLE,
                            "The store did not answer in time, after all attempts: try again"));
        }
    }
}
