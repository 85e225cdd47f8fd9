package com.cruddur.core.problem;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.ProvisionedThroughputExceededException;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

class ErrorCodeTest {

    @ParameterizedTest
    @EnumSource
    void hasAStatusATypeAndAnExitCode(ErrorCode code) {
        assertThat(code.httpStatus()).isBetween(400, 599);
        assertThat(code.type()).matches("https://cruddur.example/problems/[a-z-]+");
        assertThat(code.exitCode()).isBetween(1, 10);
        assertThat(code.title()).isNotBlank();
    }

    /** They are in the contract, some since the original. */
    @Test
    void theNamesNeverChange() {
        assertThat(Arrays.stream(ErrorCode.values()).map(ErrorCode::code))
                .contains(
                        "message_blank",
                        "message_exceed_max_chars",
                        "message_group_uuid_blank",
                        "user_receiver_handle_blank",
                        "user_not_found",
                        "message_group_not_found",
                        "user_not_registered",
                        "cannot_message_yourself",
                        "idempotency_key_reused",
                        "malformed_request",
                        "payload_too_large",
                        "too_many_requests",
                        "temporarily_unavailable",
                        "last_read_seq_beyond_newest",
                        "message_not_found",
                        "receiver_unavailable",
                        "not_allowed",
                        "message_deleted",
                        "edit_window_closed",
                        "changed_meanwhile",
                        "changes_expired",
                        "group_full",
                        "blocks_full",
                        "too_many_reactions");
    }

    @Test
    void whatPassesIsTemporarilyUnavailable() {
        assertThat(ErrorCode.of(ProvisionedThroughputExceededException.builder()
                        .awsErrorDetails(AwsErrorDetails.builder()
                                .errorCode("ProvisionedThroughputExceededException")
                                .build())
                        .build()))
                .isEqualTo(ErrorCode.TEMPORARILY_UNAVAILABLE);
        assertThat(ErrorCode.of(ApiCallTimeoutException.create(1))).isEqualTo(ErrorCode.TEMPORARILY_UNAVAILABLE);
        assertThat(ErrorCode.of(DynamoDbException.builder().statusCode(503).build()))
                .isEqualTo(ErrorCode.TEMPORARILY_UNAVAILABLE);
        assertThat(ErrorCode.of(cancelled("None", "TransactionConflict"))).isEqualTo(ErrorCode.TEMPORARILY_UNAVAILABLE);
        assertThat(ErrorCode.of(new IllegalStateException(new SQLException("connection lost", "08006"))))
                .isEqualTo(ErrorCode.TEMPORARILY_UNAVAILABLE);
    }

    @Test
    void ourMistakesAreInternalErrors() {
        assertThat(ErrorCode.of(new IllegalStateException())).isEqualTo(ErrorCode.INTERNAL_ERROR);
        assertThat(ErrorCode.of(DynamoDbException.builder().statusCode(400).build()))
                .isEqualTo(ErrorCode.INTERNAL_ERROR);
        assertThat(ErrorCode.of(new IllegalStateException(new SQLException("syntax error", "42601"))))
                .isEqualTo(ErrorCode.INTERNAL_ERROR);
        assertThat(ErrorCode.of(cancelled("None", "ValidationError"))).isEqualTo(ErrorCode.INTERNAL_ERROR);
    }

    private static TransactionCanceledException cancelled(String... codes) {
        return TransactionCanceledException.builder()
                .cancellationReasons(Arrays.stream(codes)
                        .map(code -> CancellationReason.builder().code(code).build())
                        .toList())
                .build();
    }
}
