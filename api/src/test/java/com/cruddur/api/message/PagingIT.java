package com.cruddur.api.message;

import static com.cruddur.core.problem.ErrorCode.MALFORMED_REQUEST;
import static org.assertj.core.api.Assertions.assertThat;

import com.cruddur.api.testing.Answer;
import com.cruddur.api.testing.ApiExtension;
import com.cruddur.api.testing.Person;
import com.cruddur.api.testing.RunningApi;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** AP1 and AP2 through the {@code Link} header: every row once, none left out. */
@ExtendWith(ApiExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PagingIT {

    private static final int MESSAGES = 210;
    private static final int GROUPS = 23;

    private final RunningApi api;
    private final Person alice;
    private String conversation = "";

    PagingIT(RunningApi api) {
        this.api = api;
        this.alice = api.person();
    }

    @BeforeAll
    void longConversation() {
        Person bob = api.person();
        for (int i = 0; i < MESSAGES; i++) {
            conversation = "/api/messages/"
                    + api.say(i % 2 == 0 ? alice : bob, i % 2 == 0 ? bob : alice, "m" + i)
                            .text("message_group_uuid");
        }
        for (int i = 1; i < GROUPS; i++) {
            api.say(api.person(), alice, "g" + i);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {7, 20, 70, 100})
    void backwardsFromTheNewestMessageToTheFirst(int limit) {
        List<String> read = new ArrayList<>();
        for (Answer page : pages(conversation + "?limit=" + limit)) {
            assertThat(page.json()).hasSizeLessThanOrEqualTo(limit);
            read.addAll(0, page.each("message"));
        }

        assertThat(read).containsExactlyElementsOf(messages());
    }

    @ParameterizedTest
    @ValueSource(ints = {7, 70, 100})
    void forwardsFromAMessageToTheNewest(int limit) {
        List<Answer> backwards = pages(conversation + "?limit=100");
        Answer oldest = backwards.get(backwards.size() - 1);
        long first = oldest.eachNumber("seq").get(0);

        List<String> read = pages(conversation + "?limit=" + limit + "&after=" + first).stream()
                .flatMap(page -> page.each("message").stream())
                .toList();

        assertThat(read).containsExactlyElementsOf(messages().subList(1, MESSAGES));
    }

    @Test
    void twentyMessagesWhereNothingElseIsAskedFor() {
        assertThat(api.get(conversation).as(alice).send().isOk().each("message"))
                .containsExactlyElementsOf(messages().subList(MESSAGES - 20, MESSAGES));
    }

    @Test
    void afterZeroIsFromTheBeginning() {
        assertThat(api.get(conversation + "?after=0&limit=3")
                        .as(alice)
                        .send()
                        .isOk()
                        .eachNumber("seq"))
                .containsExactly(1L, 2L, 3L);
    }

    @Test
    void beforeANumberBeyondTheNewestIsTheNewestPage() {
        assertThat(api.get(conversation + "?before=9999999999&limit=2")
                        .as(alice)
                        .send()
                        .isOk()
                        .each("message"))
                .containsExactlyElementsOf(messages().subList(MESSAGES - 2, MESSAGES));
    }

    @Test
    void nothingIsNewerThanTheNewest() {
        Answer newer =
                api.get(conversation).with("after", MESSAGES).as(alice).send().isOk();

        assertThat(newer.json()).isEmpty();
        assertThat(newer.next()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "before=0",
                "before=-1",
                "after=+1",
                "after=01",
                "after=10000000000",
                "after=1.0",
                "after=6ae8cf0f-6b73-5d4c-9a2e-1f0c1a1f7a11",
                "before=",
                "before=%27"
            })
    void aBoundIsTheNumberOfAMessage(String bound) {
        api.get(conversation + "?" + bound).as(alice).send().is(MALFORMED_REQUEST);
    }

    @Test
    void aRangeHasOneBound() {
        api.get(conversation + "?before=9&after=3").as(alice).send().is(MALFORMED_REQUEST);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 5, 22, 23, 100})
    void allConversationsNewestFirst(int limit) {
        List<String> previews = pages("/api/message_groups?limit=" + limit).stream()
                .flatMap(page -> page.each("message").stream())
                .toList();

        List<String> expected = new ArrayList<>(Stream.concat(
                        Stream.of("m" + (MESSAGES - 1)),
                        IntStream.range(1, GROUPS).mapToObj(i -> "g" + i))
                .toList());
        Collections.reverse(expected);
        assertThat(previews).containsExactlyElementsOf(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "AAAA", "%00", "eyJ2IjoxfQ"})
    void aCursorIsOneOfOurs(String cursor) {
        api.get("/api/message_groups?cursor=" + cursor).as(alice).send().is(MALFORMED_REQUEST);
    }

    @Test
    void somebodyElsesCursorIsAPlaceInOnesOwnList() {
        Person carol = api.person();
        Person dave = api.person();
        String older = api.say(carol, api.person(), "older").text("message_group_uuid");
        api.say(dave, api.person(), "on another page");
        api.say(dave, api.person(), "where the cursor is");
        api.say(carol, api.person(), "newer");
        String next =
                api.get("/api/message_groups?limit=1").as(dave).send().next().orElseThrow();

        assertThat(api.get(next).as(carol).send().isOk().each("uuid")).containsExactly(older);
    }

    private List<Answer> pages(String address) {
        List<Answer> pages = new ArrayList<>();
        Optional<String> next = Optional.of(address);
        while (next.isPresent()) {
            Answer page = api.get(next.get()).as(alice).send().isOk();
            assertThat(page.json()).isNotEmpty();
            pages.add(page);
            next = page.next();
        }
        return pages;
    }

    private static List<String> messages() {
        return IntStream.range(0, MESSAGES).mapToObj(i -> "m" + i).toList();
    }
}
