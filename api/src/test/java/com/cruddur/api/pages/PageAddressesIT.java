package com.cruddur.api.pages;

import static org.assertj.core.api.Assertions.assertThat;

import com.cruddur.api.testing.Answer;
import com.cruddur.api.testing.ApiExtension;
import com.cruddur.api.testing.RunningApi;
import com.cruddur.core.problem.ErrorCode;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.context.ConfigurableApplicationContext;

/** The addresses of the pages, with a document in the place of the built one. */
@ExtendWith(ApiExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PageAddressesIT {

    private static final String DOCUMENT = "<!doctype html><title>The pages</title>";
    private static final String BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8";

    private final RunningApi api;
    private ConfigurableApplicationContext withPages;

    PageAddressesIT(RunningApi api) {
        this.api = api;
    }

    @BeforeAll
    void start(@TempDir Path pages) throws Exception {
        Files.writeString(pages.resolve("index.html"), DOCUMENT);
        withPages = api.another(beans -> {}, "spring.web.resources.static-locations=" + pages.toUri());
    }

    @AfterAll
    void stop() {
        withPages.close();
    }

    @ParameterizedTest
    @CsvSource({
        "/",
        "/messages",
        "/messages/0198b2a0-0000-7000-8000-000000000000",
        "/messages/0198B2A0-0000-7000-8000-000000000000",
        "/messages/archived",
        "/messages/new/j.doe",
        "/settings",
        "/signin",
        "/signin/callback?code=1"
    })
    void everyAddressOfThePagesGetsTheDocumentWhateverIsAccepted(String address) {
        for (String accept : new String[] {BROWSER, "*/*", "application/json"}) {
            Answer answer = get(address, accept);

            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.body()).isEqualTo(DOCUMENT);
            assertThat(answer.header("Content-Type")).hasValue("text/html;charset=UTF-8");
            assertThat(answer.header("Cache-Control")).hasValue("no-cache");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/nowhere",
                "/messages/a/b/c",
                "/messages/new",
                "/messages/not-a-uuid",
                "/messages/0198b2a0-0000-7000-8000-00000000000",
                "/signin/elsewhere",
                "/actuator/health",
                "/nowhere.txt"
            })
    void anAddressThatDoesNotExistIsAPageForABrowserAndAProblemForAProgram(String address) {
        Answer page = get(address, BROWSER);
        assertThat(page.status()).isEqualTo(404);
        assertThat(page.body()).isEqualTo(DOCUMENT);
        assertThat(page.header("Content-Security-Policy")).isPresent();

        get(address, "application/json").is(ErrorCode.NOT_FOUND);
        get(address, "*/*").is(ErrorCode.NOT_FOUND);
        call("POST", address, BROWSER).is(ErrorCode.NOT_FOUND);
        assertThat(call("HEAD", address, BROWSER).status()).isEqualTo(404);
    }

    @Test
    void anAddressUnderTheApiIsAProblemForABrowserToo() {
        get("/api/nothing", BROWSER).is(ErrorCode.NOT_FOUND);
    }

    private Answer get(String address, String accept) {
        return call("GET", address, accept);
    }

    private Answer call(String method, String address, String accept) {
        return api.call(method, address).at(withPages).header("Accept", accept).sendUnchecked();
    }
}
