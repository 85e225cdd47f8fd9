package com.cruddur.api.operation;

import static org.assertj.core.api.Assertions.assertThat;

import com.cruddur.api.testing.ApiExtension;
import com.cruddur.api.testing.ContractOperation;
import com.cruddur.api.testing.Person;
import com.cruddur.api.testing.RunningApi;
import com.cruddur.core.problem.ErrorCode;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A conversation exists for its members only (AP3). */
@ExtendWith(ApiExtension.class)
class MembershipIT {

    private final RunningApi api;
    private final Samples samples;

    MembershipIT(RunningApi api) {
        this.api = api;
        this.samples = new Samples(api);
    }

    static Stream<ContractOperation> operationsOnAConversation() {
        return ContractOperation.all().stream().filter(ContractOperation::namesConversation);
    }

    @ParameterizedTest
    @MethodSource("operationsOnAConversation")
    void aThirdUserCannotTellSomebodyElsesConversationFromNone(ContractOperation operation) {
        Person mallory = api.person();

        String theirs = samples.about(operation, samples.conversation())
                .as(mallory)
                .send()
                .is(ErrorCode.MESSAGE_GROUP_NOT_FOUND)
                .text("detail");
        String none = samples.about(operation, UUID.randomUUID().toString())
                .as(mallory)
                .send()
                .is(ErrorCode.MESSAGE_GROUP_NOT_FOUND)
                .text("detail");

        assertThat(theirs).isEqualTo(none);
    }

    @Test
    void somebodyElsesConversationIsNotInTheList() {
        assertThat(api.get("/api/message_groups").as(api.person()).send().isOk().json())
                .isEmpty();
    }

    @ParameterizedTest
    @MethodSource("operationsOnAConversation")
    void aConversationMayBeNamedInUpperCase(ContractOperation operation) {
        String conversation = samples.conversation().toUpperCase(Locale.ROOT);

        assertThat(samples.about(operation, conversation)
                        .as(samples.alice())
                        .send()
                        .status())
                .isBetween(200, 204);
    }

    @ParameterizedTest
    @MethodSource("operationsOnAConversation")
    void whatIsNoUuidIsMalformed(ContractOperation operation) {
        for (String conversation :
                new String[] {"1", "6ae8cf0f6b735d4c9a2e1f0c1a1f7a11", "6ae8cf0f-6b73-5d4c-9a2e-1f0c1a1f7a1g"}) {
            samples.about(operation, conversation).as(samples.alice()).send().is(ErrorCode.MALFORMED_REQUEST);
        }
    }
}
