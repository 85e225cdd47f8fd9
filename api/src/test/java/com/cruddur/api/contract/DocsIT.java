package com.cruddur.api.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.cruddur.api.testing.Answer;
import com.cruddur.api.testing.ApiExtension;
import com.cruddur.api.testing.ContractOperation;
import com.cruddur.api.testing.RunningApi;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.core.io.ClassPathResource;

@ExtendWith(ApiExtension.class)
class DocsIT {

    private static final Pattern LINK = Pattern.compile("(?:src|href)=\"([^\"]+)\"");

    private final RunningApi api;

    DocsIT(RunningApi api) {
        this.api = api;
    }

    @Test
    void theContractIsServedAsItWasWritten() throws IOException {
        Answer document = api.get("/openapi.yaml").send().isOk();

        assertThat(document.header("Content-Type")).contains("application/yaml");
        assertThat(document.body())
                .isEqualTo(new ClassPathResource("com/cruddur/contract/openapi.yaml")
                        .getContentAsString(StandardCharsets.UTF_8));
    }

    @Test
    void everythingThatThePageLoadsIsThere() {
        Answer page = api.get("/docs").send().isOk();
        List<String> links =
                LINK.matcher(page.body()).results().map(match -> match.group(1)).toList();

        assertThat(page.header("Content-Type").orElse("")).startsWith("text/html");
        assertThat(links)
                .hasSizeGreaterThan(4)
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
    void thePageHasNoScriptOfItsOwn() {
        assertThat(api.get("/docs").send().body()).doesNotContainPattern("<script>|<style|style=|onload=|javascript:");
    }
}
