package com.cruddur.api.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import com.cruddur.api.testing.Answer;
import com.cruddur.api.testing.ApiExtension;
import com.cruddur.api.testing.Person;
import com.cruddur.api.testing.RunningApi;
import com.cruddur.core.problem.ErrorCode;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is the reader's own: archived, muted, marked unread, cleared, read. */
@ExtendWith(ApiExtension.class)
class SettingsIT {

    private final RunningApi api;
    private final Person alice;
    private final Person bob;
    private final String pair;

    SettingsIT(RunningApi api) {
        this.api = api;
        this.alice = api.person();
        this.bob = api.person();
        this.pair = api.say(alice, bob, "Hello").text("message_group_uuid");
    }

    @Test
    void anArchivedConversationIsInTheOtherListUntilTheNextMessage() {
        change("{\"archived\":true}").isOk();

        assertThat(list(bob, "")).isEmpty();
        assertThat(list(bob, "?archived=true")).containsExactly(pair);
        assertThat(list(alice, "?archived=false")).containsExactly(pair);

        api.say(alice, bob, "Are you there?");
        assertThat(list(bob, "")).containsExactly(pair);
    }

    @Test
    void anArchivedAndMutedConversationStaysThere() {
        change("{\"archived\":true,\"muted_until\":\"9999-12-31T23:59:59Z\"}").isOk();

        api.say(alice, bob, "Are you there?");

        assertThat(list(bob, "?archived=true")).containsExactly(pair);
    }

    @Test
    void theOtherListIsPagedToo() {
        change("{\"archived\":true}").isOk();
        String second = api.say(api.person(), bob, "Hello").text("message_group_uuid");
        api.put("/api/message_groups/" + second + "/settings")
                .as(bob)
                .json(Map.of("archived", true))
                .send()
                .isOk();

        Answer page = api.get("/api/message_groups?archived=true&limit=1")
                .as(bob)
                .send()
                .isOk();

        assertThat(page.each("uuid")).containsExactly(second);
        String next = page.next().orElseThrow();
        assertThat(api.get(next).as(bob).send().isOk().each("uuid")).containsExactly(pair);
    }

    @Test
    void whatIsNotNamedStaysAsItIs() {
        change("{\"marked_unread\":true,\"muted_until\":\"2030-01-01T01:00:00.5+01:00\"}")
                .isOk();
        change("{\"archived\":true}").isOk();
        change("{}").isOk();

        Answer now = api.get("/api/message_groups/" + pair).as(bob).send().isOk();
        assertThat(now.json().get("archived").booleanValue()).isTrue();
        assertThat(now.json().get("marked_unread").booleanValue()).isTrue();
        assertThat(now.text("muted_until")).isEqualTo("2030-01-01T00:00:00.500Z");

        assertThat(change("{\"muted_until\":null}")
                        .isOk()
                        .json()
                        .get("muted_until")
                        .isNull())
                .isTrue();
        assertThat(api.get("/api/message_groups/" + pair)
                        .as(alice)
                        .send()
                        .isOk()
                        .json()
                        .get("archived")
                        .booleanValue())
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"archived\":null}",
                "{\"archived\":\"true\"}",
                "{\"archived\":1}",
                "{\"marked_unread\":null}",
                "{\"marked_unread\":[]}",
                "{\"muted_until\":\"\"}",
                "{\"muted_until\":7}",
                "{\"muted_until\":\"tomorrow\"}",
                "{\"muted_until\":\"2030-01-01\"}",
                "{\"muted_until\":\"2030-01-01T00:00Z\"}",
                "{\"muted_until\":\"2030-02-30T00:00:00Z\"}",
                "{\"muted_until\":\"2030-01-01T00:00:00\"}",
                "{\"muted_until\":\"1969-12-31T23:59:59Z\"}",
                "{\"muted_until\":\"9999-12-31T23:59:59-01:00\"}",
                "{\"muted_until\":\"+10000-01-01T00:00:00Z\"}"
            })
    void aSettingOfAnotherTypeIsMalformed(String patch) {
        change(patch).is(ErrorCode.MALFORMED_REQUEST);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "TRUE", "1", "yes", "null"})
    void archivedIsTrueOrFalse(String archived) {
        api.get("/api/message_groups").with("archived", archived).as(bob).send().is(ErrorCode.MALFORMED_REQUEST);
    }

    @Test
    void whatIsClearedIsGoneForOneAndStaysForTheOther() {
        api.delete("/api/message_groups/" + pair).as(bob).send().is(204);

        assertThat(list(bob, "")).isEmpty();
        api.get("/api/messages/" + pair + "/1").as(bob).send().is(ErrorCode.MESSAGE_NOT_FOUND);
        api.put("/api/messages/" + pair + "/1/reactions/%F0%9F%91%8D")
                .as(bob)
                .send()
                .is(ErrorCode.MESSAGE_NOT_FOUND);
        assertThat(messages(alice)).containsExactly("Hello");

        api.say(alice, bob, "Again");
        assertThat(list(bob, "")).containsExactly(pair);
        assertThat(messages(bob)).containsExactly("Again");
    }

    @Test
    void onlyWhatWasSeenIsClearedIfTheClientSaysSo() {
        api.say(alice, bob, "Not seen yet");

        api.delete("/api/message_groups/" + pair)
                .with("last_seq", 1)
                .as(bob)
                .send()
                .is(204);
        assertThat(messages(bob)).containsExactly("Not seen yet");

        api.delete("/api/message_groups/" + pair)
                .with("last_seq", 3)
                .as(bob)
                .send()
                .is(ErrorCode.LAST_READ_SEQ_BEYOND_NEWEST);
        for (String last : new String[] {"0", "-1", "", "x", "01", "10000000000"}) {
            api.delete("/api/message_groups/" + pair)
                    .with("last_seq", last)
                    .as(bob)
                    .send()
                    .is(ErrorCode.MALFORMED_REQUEST);
        }
    }

    @Test
    void oneSeesHowFarTheOtherHasRead() {
        api.put("/api/message_groups/" + pair + "/read")
                .as(bob)
                .json(Map.of("last_read_seq", 1))
                .send()
                .is(204);

        Answer readers = api.get("/api/message_groups/" + pair + "/readers")
                .as(alice)
                .send()
                .isOk();

        assertThat(readers.each("uuid")).containsExactly(bob.id().toString());
        assertThat(readers.eachNumber("last_read_seq")).containsExactly(1L);
    }

    private Answer change(String patch) {
        return api.put("/api/message_groups/" + pair + "/settings")
                .as(bob)
                .body(patch)
                .send();
    }

    private List<String> list(Person person, String query) {
        return api.get("/api/message_groups" + query).as(person).send().isOk().each("uuid");
    }

    private List<String> messages(Person reader) {
        return api.get("/api/messages/" + pair).as(reader).send().isOk().each("message");
    }
}
