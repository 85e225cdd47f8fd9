package com.cruddur.infra.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.cruddur.infra.testing.Synthesised;
import com.cruddur.infra.testing.SynthesisedStack;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awscdk.App;
import tools.jackson.databind.JsonNode;

class CruddurStageIT {

    static List<Environment> environments() {
        return Environments.all();
    }

    @ParameterizedTest
    @MethodSource("environments")
    void everyTaggableResourceHasTheTagsOfProjectAndEnvironment(Environment environment) {
        List<JsonNode> tagged = Synthesised.stacks(environment).stream()
                .flatMap(stack -> stack.template().path("Resources").valueStream())
                .map(resource -> resource.path("Properties").path("Tags"))
                .filter(JsonNode::isArray)
                .toList();

        assertThat(tagged)
                .hasSizeGreaterThan(20)
                .allSatisfy(tags -> assertThat(tags.valueStream()
                                .map(tag -> tag.path("Key").asString() + "="
                                        + tag.path("Value").asString()))
                        .contains("project=cruddur", "environment=" + environment.name()));
    }

    /** What is exported cannot be replaced while it is imported: a restored table or database could not be deployed. */
    @ParameterizedTest
    @MethodSource("environments")
    void noStackHoldsOnToWhatAnotherReads(Environment environment) {
        assertThat(Synthesised.stacks(environment)).allSatisfy(stack -> {
            assertThat(stack.template().findValues("Export")).isEmpty();
            assertThat(stack.template().findValues("Fn::ImportValue")).isEmpty();
        });
        assertThat(Synthesised.stacks(environment))
                .anySatisfy(stack -> assertThat(stack.template().findValues("Fn::GetStackOutput"))
                        .isNotEmpty());
    }

    /** What nobody limits is kept for ever, and paid. */
    @Test
    void everyLogEndsAndEveryBucketForgetsUploadsThatWereNotFinished() {
        List<JsonNode> logs = Synthesised.stacks().stream()
                .flatMap(stack -> Synthesised.resources(stack.template(), "AWS::Logs::LogGroup"))
                .toList();
        List<JsonNode> buckets = Synthesised.stacks().stream()
                .flatMap(stack -> Synthesised.resources(stack.template(), "AWS::S3::Bucket"))
                .toList();

        assertThat(logs)
                .hasSizeGreaterThan(10)
                .allSatisfy(log -> assertThat(
                                log.path("Properties").path("RetentionInDays").asInt())
                        .isPositive());
        assertThat(buckets)
                .hasSizeGreaterThan(2)
                .allSatisfy(bucket -> assertThat(bucket.path("Properties")
                                .path("LifecycleConfiguration")
                                .findValues("DaysAfterInitiation"))
                        .isNotEmpty());
    }

    /** docs/restore.md: {@code cdk import} takes a restored table in, if nothing else changes in its stack. */
    @Test
    void aRestoredTableIsAddedBesideTheOldOneAndEverythingElseUsesIt() {
        Environment restored = Environments.DEVELOPMENT.toBuilder()
                .tables("cruddur-messages", "cruddur-messages-2")
                .build();
        List<SynthesisedStack> stacks = Synthesised.stacksOf(restored);

        JsonNode before = Synthesised.stack(Environments.DEVELOPMENT, "Data").template();
        JsonNode after = stack(stacks, "Data").template();
        before.path("Resources")
                .properties()
                .forEach(resource -> assertThat(
                                after.path("Resources").path(resource.getKey()).path("Properties"))
                        .as(resource.getKey())
                        .isEqualTo(resource.getValue().path("Properties")));
        assertThat(Synthesised.resources(after, "AWS::DynamoDB::GlobalTable"))
                .extracting(table -> table.path("Properties").path("TableName").asString())
                .containsExactlyInAnyOrder("cruddur-messages", "cruddur-messages-2");

        for (String name : List.of("Network", "Stream", "Web", "Watch")) {
            assertThat(stack(stacks, name).template().toString())
                    .as(name)
                    .contains("cruddur-messages-2")
                    .doesNotContain("\"cruddur-messages\"", "table/cruddur-messages\"", "table/cruddur-messages/");
        }
    }

    private static SynthesisedStack stack(List<SynthesisedStack> stacks, String name) {
        return stacks.stream()
                .filter(stack -> stack.name().endsWith("-" + name))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void productionWithoutAnybodyToCallIsRefused() {
        assertThatThrownBy(() -> new CruddurStage(new App(), Environments.PRODUCTION))
                .hasMessageContaining("production")
                .hasMessageContaining(".email(")
                .hasMessageContaining("-c alarm-email=");
    }

    @ParameterizedTest
    @MethodSource("environments")
    void everyEnvironmentTellsWhoeverTheContextNames(Environment environment) {
        Synthesised.template(environment, "Watch")
                .hasResourceProperties(
                        "AWS::SNS::Subscription", Map.of("Protocol", "email", "Endpoint", Synthesised.ALARM_EMAIL));
    }

    @ParameterizedTest
    @MethodSource("environments")
    void tellsWhenTheMonthIsExpensive(Environment environment) {
        JsonNode budget = Synthesised.stack(environment, "Watch")
                .only("AWS::Budgets::Budget")
                .path("Properties");

        assertThat(budget.path("Budget").path("BudgetLimit").path("Amount").asInt())
                .isEqualTo(environment.alarms().monthlyBudget());
        assertThat(budget.path("NotificationsWithSubscribers").valueStream())
                .extracting(told -> told.path("Notification")
                                .path("NotificationType")
                                .asString()
                        + " "
                        + told.path("Notification").path("Threshold").asInt()
                        + " "
                        + told.path("Subscribers").path(0).path("Address").asString())
                .containsExactly("ACTUAL 80 " + Synthesised.ALARM_EMAIL, "FORECASTED 100 " + Synthesised.ALARM_EMAIL);
    }

    @ParameterizedTest
    @MethodSource("environments")
    void outputsWhatOperatorsNeed(Environment environment) {
        Map<String, List<String>> outputs = Map.of(
                "Data", List.of("TableName"),
                "Stream", List.of("FunctionName", "FailureQueueUrl"));

        assertThat(outputs)
                .allSatisfy((stack, names) -> assertThat(Synthesised.stack(environment, stack)
                                .template()
                                .path("Outputs")
                                .propertyNames())
                        .containsAll(names));
    }
}
