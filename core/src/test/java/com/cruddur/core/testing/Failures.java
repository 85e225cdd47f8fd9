package com.cruddur.core.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.cruddur.core.problem.CruddurException;
import com.cruddur.core.problem.ErrorCode;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** That a call fails with an error code. */
public final class Failures {

    private Failures() {}

    public static void assertFails(ErrorCode code, ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        CruddurException.class, e -> assertThat(e.code()).isEqualTo(code));
    }
}
