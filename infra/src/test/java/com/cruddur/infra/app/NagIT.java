package com.cruddur.infra.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.cruddur.infra.testing.Synthesised;
import com.cruddur.infra.testing.SynthesisedStack;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** cdk-nag's AwsSolutions checks find nothing that is not suppressed, one by one and with a reason. */
class NagIT {

    static List<SynthesisedStack> stacks() {
        return Synthesised.stacks();
    }

    @ParameterizedTest
    @MethodSource("stacks")
    void findsNothing(SynthesisedStack stack) {
        assertThat(stack.messages())
                // A local build may skip them; that of the pipeline may not.
                .filteredOn(message -> !message.contains("The pages are not built"))
                .isEmpty();
    }

    /** Otherwise no findings could mean that the checks did not run. They know nothing about a global table. */
    @ParameterizedTest
    @MethodSource("stacks")
    void hasCheckedEveryStack(SynthesisedStack stack) throws IOException {
        int header = 1;
        assertThat(Files.readAllLines(Path.of("target/cdk.out/AwsSolutions-" + stack.name() + "-NagReport.csv")))
                .hasSizeGreaterThanOrEqualTo(stack.name().endsWith("-Data") ? header : header + 1);
    }

    @ParameterizedTest
    @MethodSource("stacks")
    void eachSuppressionIsOfOneFindingOnOneResourceForAReason(SynthesisedStack stack) {
        assertThat(stack.template().path("Metadata").has("cdk_nag"))
                .as("suppressions for a whole stack")
                .isFalse();
        stack.template()
                .path("Resources")
                .valueStream()
                .flatMap(resource -> resource.path("Metadata")
                        .path("cdk_nag")
                        .path("rules_to_suppress")
                        .valueStream())
                .forEach(NagIT::assertReasoned);
    }

    private static void assertReasoned(JsonNode suppression) {
        assertThat(suppression.path("reason").asString())
                .as(suppression.toString())
                .hasSizeGreaterThan(30);
        if (suppression.path("id").asString().equals("AwsSolutions-IAM5")) {
            assertThat(suppression.path("applies_to").size())
                    .as(suppression.toString())
                    .isPositive();
        }
    }
}
