package com.cruddur.infra.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.cruddur.infra.testing.Synthesised;
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
