package com.cruddur.api.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.cruddur.api.testing.Answer;
import com.cruddur.api.testing.ApiExtension;
import com.cruddur.api.testing.RunningApi;
import com.cruddur.api.testing.Wire.Broken;
import java.time.Duration;
import org.apache.coyote.AbstractProtocol;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.tomcat.TomcatWebServer;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;

/** Probes and metrics. */
@ExtendWith(ApiExtension.class)
class OperatorIT {

    private final RunningApi api;

    OperatorIT(RunningApi api) {
        this.api = api;
    }

    @ParameterizedTest
    @ValueSource(strings = {"/livez", "/readyz"})
    void theProbesAnswerOnTheMainPort(String probe) {
        assertThat(api.get(probe).sendUnchecked().isOk().text("status")).isEqualTo("UP");
    }

    @Test
    void withoutTheTableItIsAliveAndNotReady() {
        try (Broken away = api.tableWire().cut()) {
            await().atMost(Duration.ofSeconds(20))
                    .untilAsserted(() -> assertThat(readiness(503)).contains("\"table\":{\"status\":\"DOWN\"}"));
            api.get("/livez").sendUnchecked().isOk();
        }
        await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> readiness(200));
    }

    @Test
    void withoutTheDatabaseItIsAliveAndNotReady() {
        try (Broken away = api.databaseWire().cut()) {
            assertThat(readiness(503)).contains("\"db\":{\"status\":\"DOWN\"}").doesNotContain("postgres");
            api.get("/livez").sendUnchecked().isOk();
        }
        api.reconnectDatabase();
        await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> readiness(200));
    }

    @Test
    void metricsAreOnTheManagementPortAndNameNoUser() {
        api.get("/api/users/@" + api.person().handle() + "/short").send().isOk();

        String metrics =
                api.manage("/actuator/prometheus").sendUnchecked().isOk().body();

        assertThat(metrics)
                .contains(
                        "http_server_requests_seconds_count",
                        "uri=\"/api/users/@{handle}/short\"",
                        "hikaricp_",
                        "cruddur_items_unreadable_total",
                        "resilience4j_bulkhead_available_concurrent_calls{name=\"table\"} 80",
                        "resilience4j_bulkhead_available_concurrent_calls{name=\"database\"} 60");
    }

    @Test
    void theManagementPortHasNothingElse() {
        api.manage("/actuator/health").sendUnchecked().isOk();
        for (String path : new String[] {"env", "beans", "heapdump", "loggers", "configprops", "shutdown", "metrics"}) {
            assertThat(api.manage("/actuator/" + path).sendUnchecked().status())
                    .as(path)
                    .isEqualTo(404);
        }
        assertThat(api.manage("/api/activities/home").sendUnchecked().status()).isEqualTo(404);
    }

    /** An AWS load balancer keeps a connection for 60 s; one that we close first may be met by a request: 502. */
    @Test
    void anIdleConnectionIsClosedByTheLoadBalancerFirst() {
        TomcatWebServer server = (TomcatWebServer) ((ServletWebServerApplicationContext) api.context()).getWebServer();
        AbstractProtocol<?> http =
                (AbstractProtocol<?>) server.getTomcat().getConnector().getProtocolHandler();

        assertThat(http.getKeepAliveTimeout()).isGreaterThan(60_000);
    }

    private String readiness(int status) {
        Answer answer = api.get("/readyz").sendUnchecked();
        assertThat(answer.status()).as("%s", answer).isEqualTo(status);
        return answer.body();
    }
}
