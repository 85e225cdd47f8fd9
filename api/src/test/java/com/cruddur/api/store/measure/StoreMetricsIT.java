package com.cruddur.api.store.measure;

import static org.assertj.core.api.Assertions.assertThat;

import com.cruddur.api.testing.Answer;
import com.cruddur.api.testing.ApiExtension;
import com.cruddur.api.testing.Person;
import com.cruddur.api.testing.RunningApi;
import com.cruddur.core.table.AccessPattern;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.context.ConfigurableApplicationContext;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;

/** An operator asks which call got slow. */
@ExtendWith(ApiExtension.class)
class StoreMetricsIT {

    private final RunningApi api;
    private final Person alice;
    private final Person bob;

    StoreMetricsIT(RunningApi api) {
        this.api = api;
        this.alice = api.person();
        this.bob = api.person();
    }

    @Test
    void everyCallOfAStoreIsATimerByItsNameAndOutcome() {
        Answer sent = api.say(alice, bob, "Hello");
        String conversation = sent.text("message_group_uuid");
        api.post("/api/messages")
                .as(bob)
                .header("Idempotency-Key", "k")
                .json(Map.of("message", "Hi", "message_group_uuid", conversation))
                .send()
                .isOk();
        api.get("/api/messages/" + conversation).as(bob).send().isOk();
        api.get("/api/message_groups").as(bob).send().isOk();
        api.put("/api/message_groups/" + conversation + "/read")
                .as(bob)
                .json(Map.of("last_read_seq", 1))
                .send();
        api.get("/api/activities/home").send().isOk();

        String metrics =
                api.manage("/actuator/prometheus").sendUnchecked().isOk().body();

        for (String call : Set.of(
                "open_conversation",
                "write_message",
                "write_receipt",
                "read_messages",
                "find_membership",
                "list_conversations",
                "count_unread",
                "mark_read")) {
            assertThat(metrics).containsPattern(timer("dynamodb", call));
        }
        for (String call : Set.of("find_user_by_sub", "find_receiver", "read_home_feed")) {
            assertThat(metrics).containsPattern(timer("postgresql", call));
        }
        assertThat(metrics)
                .contains(
                        "aws_sdk_attempt_seconds_count",
                        "aws_sdk_connection_wait_seconds_count",
                        "aws_sdk_retries_count",
                        "aws_sdk_connections_leased",
                        "aws_sdk_connections_waited_for")
                .doesNotContain(conversation)
                .doesNotContain(alice.handle());
    }

    @Test
    void aConditionThatDoesNotHoldIsNoError() {
        String conversation = api.say(alice, bob, "Hello").text("message_group_uuid");
        for (int i = 0; i < 2; i++) {
            api.put("/api/message_groups/" + conversation + "/read")
                    .as(bob)
                    .json(Map.of("last_read_seq", 1))
                    .send();
        }

        assertThat(api.manage("/actuator/prometheus").sendUnchecked().isOk().body())
                .containsPattern("cruddur_store_call_seconds_count\\{call=\"mark_read\",error=\"none\","
                        + "outcome=\"condition_false\",store=\"dynamodb\"\\} [1-9]");
    }

    /** Otherwise a new call would be missing in the metrics, and nobody would see that it is. */
    @Test
    void noCallOfARequestIsWithoutItsAccessPattern() {
        Set<String> unnamed = ConcurrentHashMap.newKeySet();
        ExecutionInterceptor watch = new ExecutionInterceptor() {
            @Override
            public void beforeExecution(Context.BeforeExecution context, ExecutionAttributes attributes) {
                if (AccessPattern.of(attributes) == null) {
                    unnamed.add(context.request().getClass().getSimpleName());
                }
            }
        };
        try (ConfigurableApplicationContext instance =
                api.another(beans -> beans.registerBean("watch", ExecutionInterceptor.class, () -> watch))) {
            String conversation = api.say(alice, bob, "Hello").text("message_group_uuid");
            for (String key : new String[] {"one", "one", "other"}) {
                RunningApi.call(instance, "POST", "/api/messages")
                        .as(alice)
                        .header("Idempotency-Key", key)
                        .json(Map.of("message", "Hi", "message_group_uuid", conversation))
                        .sendUnchecked();
            }
            RunningApi.call(instance, "POST", "/api/messages")
                    .as(alice)
                    .json(Map.of("message", "Hi", "handle", api.person().handle()))
                    .sendUnchecked();
            RunningApi.call(instance, "GET", "/api/messages/" + conversation)
                    .as(bob)
                    .sendUnchecked();
            RunningApi.call(instance, "GET", "/api/message_groups").as(bob).sendUnchecked();
            RunningApi.call(instance, "PUT", "/api/message_groups/" + conversation + "/read")
                    .as(bob)
                    .json(Map.of("last_read_seq", 3))
                    .sendUnchecked();

            assertThat(unnamed).isSubsetOf("DescribeTableRequest");
        }
    }

    private static String timer(String store, String call) {
        return "cruddur_store_call_seconds_count\\{call=\"%s\",error=\"none\",outcome=\"ok\",store=\"%s\"\\} [1-9]"
                .formatted(call, store);
    }
}
