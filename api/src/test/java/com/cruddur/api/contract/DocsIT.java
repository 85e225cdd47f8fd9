package com.cruddur.api.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.cruddur.api.testing.Answer;
import com.cruddur.api.testing.ApiExtension;
import com.cruddur.api.testing.ContractOperation;
import com.cruddur.api.testing.EventContract;
import com.cruddur.api.testing.RunningApi;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.core.io.ClassPathResource;

@ExtendWith(ApiExtension.class)
class DocsIT {

    private static final Pattern LINK = Pattern.compile("(?:src|href)=\"([^\"]+)\"");

    private final RunningApi api;

    DocsIT(RunningApi api) {
        this.api = api;
    }

    @ParameterizedTest
    @ValueSource(strings = {"openapi.yaml", "asyncapi.yaml"})
    void theContractIsServedAsItWasWritten(String name) throws IOException {
        Answer document = api.get("/" + name).send().isOk();

        assertThat(document.header("Content-Type")).contains("application/yaml");
        assertThat(document.body())
                .isEqualTo(new ClassPathResource("com/cruddur/contract/" + name)
                        .getContentAsString(StandardCharsets.UTF_8));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/docs", "/docs/events"})
    void everythingThatThePageLoadsIsThere(String address) {
        Answer page = api.get(address).send().isOk();
        List<String> links =
                LINK.matcher(page.body()).results().map(match -> match.group(1)).toList();

        assertThat(page.header("Content-Type").orElse("")).startsWith("text/html");
        assertThat(links)
                .hasSizeGreaterThan(3)
                .allSatisfy(link -> api.get(link).send().isOk());
    }

    /** What is there already when one presses "Try it out" must not be wrong: a key that was used, somebody's group. */
    @Test
    void noParameterIsFilledInWithSomethingThatFails() {
        assertThat(ContractOperation.all())
                .flatMap(ContractOperation::parameters)
                .filteredOn(parameter ->
                        List.of("Idempotency-Key", "message_group_uuid").contains(parameter.getName()))
                .isNotEmpty()
                .allSatisfy(parameter -> assertThat(parameter.getExample()).isNull());
    }

    @Test
    void everyEventIsShown() {
        String page = api.get("/docs/events").send().isOk().body();

        assertThat(EventContract.names())
                .isNotEmpty()
                .allSatisfy(event -> assertThat(page).contains("<h2 id=\"" + event + "\">"));
        assertThat(page)
                .contains("event: typing\ndata: {&quot;message_group_uuid&quot;:", "<code>MessageGroup</code> of")
                .doesNotContain("`", "null");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/docs", "/docs/events"})
    void thePageHasNoScriptOfItsOwn(String address) {
        assertThat(api.get(address).send().body()).doesNotContainPattern("<script>|<style|style=|onload=|javascript:");
    }
}
