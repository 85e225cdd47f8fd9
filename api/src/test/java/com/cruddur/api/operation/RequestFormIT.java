package com.cruddur.api.operation;

import static org.assertj.core.api.Assertions.assertThat;

import com.cruddur.api.testing.Answer;
import com.cruddur.api.testing.ApiExtension;
import com.cruddur.api.testing.ContractOperation;
import com.cruddur.api.testing.RunningApi;
import com.cruddur.core.problem.ErrorCode;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Methods, media types, sizes and JSON, on every operation that has them. */
@ExtendWith(ApiExtension.class)
class RequestFormIT {

    private static final String BIGGEST = " ".repeat(16 * 1024 - 2) + "{}";

    private final Samples samples;

    RequestFormIT(RunningApi api) {
        this.samples = new Samples(api);
    }

    static Stream<ContractOperation> operations() {
        return ContractOperation.all().stream();
    }

    static Stream<ContractOperation> operationsWithABody() {
        return operations().filter(ContractOperation::hasBody);
    }

    static Stream<ContractOperation> operationsWithALimit() {
        return operations().filter(ContractOperation::hasLimit);
    }

    static Stream<ContractOperation> operationsThatAnswerJson() {
        return operations().filter(ContractOperation::answersJson);
    }

    @ParameterizedTest
    @MethodSource("operations")
    void anotherMethodIsNotAllowed(ContractOperation operation) {
        Answer answer = samples.of(operation)
                .otherMethod(operation.methodOfNoOperation())
                .send()
                .is(ErrorCode.METHOD_NOT_ALLOWED);

        assertThat(answer.header("Allow").orElse("")).contains(operation.method());
    }

    @ParameterizedTest
    @MethodSource("operationsThatAnswerJson")
    void onlyJsonIsAnswered(ContractOperation operation) {
        samples.of(operation).header("Accept", "text/html").send().is(ErrorCode.NOT_ACCEPTABLE);
        samples.of(operation).header("Accept", "application/json").send().isGood();
        samples.of(operation).header("Accept", "*/*").send().isGood();
    }

    @ParameterizedTest
    @MethodSource("operationsWithABody")
    void onlyJsonIsTaken(ContractOperation operation) {
        for (String type :
                new String[] {"text/plain", "application/x-www-form-urlencoded", "application/xml", "json"}) {
            samples.of(operation).header("Content-Type", type).send().is(ErrorCode.UNSUPPORTED_MEDIA_TYPE);
        }
        samples.of(operation).without("Content-Type").send().is(ErrorCode.UNSUPPORTED_MEDIA_TYPE);
        assertThat(samples.of(operation)
                        .header("Content-Type", "application/json;charset=UTF-8")
                        .send()
                        .status())
                .isBetween(200, 204);
    }

    @ParameterizedTest
    @MethodSource("operationsWithABody")
    void whatIsNoJsonObjectIsMalformed(ContractOperation operation) {
        for (String body : new String[] {
            "", "{", "null", "[]", "\"text\"", "7", "{} {}", "{\"message\":", "\u0000", "[".repeat(9_000)
        }) {
            samples.of(operation).body(body).send().is(ErrorCode.MALFORMED_REQUEST);
        }
    }

    @ParameterizedTest
    @MethodSource("operationsWithABody")
    void aBodyMayHave16KiB(ContractOperation operation) {
        assertThat(samples.of(operation).body(BIGGEST).send().status())
                .isBetween(200, 422)
                .isNotEqualTo(413);
        assertThat(samples.of(operation).body(BIGGEST).chunked().send().status())
                .isBetween(200, 422)
                .isNotEqualTo(413);
    }

    @ParameterizedTest
    @MethodSource("operationsWithABody")
    void aBodyOver16KiBIsTooLargeAnnouncedOrNot(ContractOperation operation) {
        for (String body : new String[] {BIGGEST + " ", BIGGEST.repeat(20)}) {
            samples.of(operation).body(body).send().is(ErrorCode.PAYLOAD_TOO_LARGE);
            samples.of(operation).body(body).chunked().send().is(ErrorCode.PAYLOAD_TOO_LARGE);
        }
    }

    @ParameterizedTest
    @MethodSource("operationsWithABody")
    void aStrangersBodyIsNotRead(ContractOperation operation) {
        samples.of(operation).token(null).body(BIGGEST + " ").send().is(ErrorCode.UNAUTHENTICATED);
    }

    @ParameterizedTest
    @MethodSource("operationsWithALimit")
    void aLimitIs1To100(ContractOperation operation) {
        samples.of(operation).with("limit", 1).send().isOk();
        samples.of(operation).with("limit", 100).send().isOk();
        for (String limit :
                new String[] {"0", "101", "-1", "abc", "1.5", "99999999999", "", "%20", "0x10", "010", "%2B5"}) {
            Answer answer = samples.of(operation).with("limit", limit).send();

            assertThat(answer.is(ErrorCode.MALFORMED_REQUEST).text("detail"))
                    .isEqualTo("limit must be between 1 and 100, in digits");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/nothing", "/api", "/api/messages/a/1/b", "/api/users/someone/short"})
    void whatDoesNotExistIsNotFound(String path, RunningApi api) {
        api.get(path).as(samples.alice()).send().is(ErrorCode.NOT_FOUND);
        api.post(path).as(samples.alice()).json(Map.of()).send().is(ErrorCode.NOT_FOUND);
    }
}
