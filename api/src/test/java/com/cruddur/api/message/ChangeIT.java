package com.cruddur.api.message;

import static org.assertj.core.api.Assertions.assertThat;

import com.cruddur.api.testing.Answer;
import com.cruddur.api.testing.ApiExtension;
import com.cruddur.api.testing.Call;
import com.cruddur.api.testing.Person;
import com.cruddur.api.testing.RunningApi;
import com.cruddur.core.group.History;
import com.cruddur.core.problem.ErrorCode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import net.fellbaum.jemoji.EmojiManager;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.JsonNode;

/** Edits, deletions, reactions, replies, and the list of changes. */
@ExtendWith(ApiExtension.class)
class ChangeIT {

    private static final String THUMB = "👍";

    private final RunningApi api;
    private final Person alice;
    private final Person bob;
    private final String pair;

    ChangeIT(RunningApi api) {
        this.api = api;
        this.alice = api.person();
        this.bob = api.person();
        this.pair = api.say(alice, bob, "Hello").text("message_group_uuid");
    }

    @Test
    void anEditedMessageIsAnsweredAsItIsNow() {
        Answer edited = edit(alice, "Good day").send().isOk();

        assertThat(edited.text("message")).isEqualTo("Good day");
        assertThat(edited.text("edited_at")).isNotBlank();
        assertThat(edited.number("change_seq")).isEqualTo(1);
        assertThat(one(bob).body()).isEqualTo(edited.body());
        assertThat(edit(alice, "Good day").send().isOk().body()).isEqualTo(edited.body());
        edit(bob, "Mine now").send().is(ErrorCode.NOT_ALLOWED);
    }

    @Test
    void aNewTextIsAsGoodAsAnyOther() {
        edit(alice, " ").send().is(ErrorCode.MESSAGE_BLANK);
        edit(alice, "x".repeat(1_025)).send().is(ErrorCode.MESSAGE_EXCEED_MAX_CHARS);
        edit(alice, "a\u0000b").send().is(ErrorCode.MALFORMED_REQUEST);
        api.put(message(1)).as(alice).json(Map.of()).send().is(ErrorCode.MESSAGE_BLANK);
        api.put(message(1)).as(alice).json(Map.of("message", 7)).send().is(ErrorCode.MALFORMED_REQUEST);
    }

    @ParameterizedTest
    @CsvSource({"0, 409", "-1, 200", "24h, 200", "90s, 200"})
    void theOperatorSaysHowLongAMessageCanBeEdited(String window, int status) {
        try (ConfigurableApplicationContext instance =
                api.another(beans -> {}, "cruddur.messages.edit-window=" + window)) {
            Answer answer = edit(alice, "Good day").at(instance).send().is(status);

            if (status == 409) {
                answer.is(ErrorCode.EDIT_WINDOW_CLOSED);
            }
        }
    }

    @Test
    void aDeletedMessageLeavesAnEmptyPlace() {
        api.put(reaction(1, THUMB)).as(bob).send().isOk();

        Answer deleted = api.delete(message(1)).as(alice).send().isOk();

        assertThat(deleted.text("message")).isEmpty();
        assertThat(deleted.text("deleted_at")).isNotBlank();
        assertThat(deleted.json().get("reactions")).isEmpty();
        assertThat(api.delete(message(1)).as(alice).send().isOk().body()).isEqualTo(deleted.body());
        assertThat(api.get("/api/message_groups").as(bob).send().isOk().each("message"))
                .containsExactly("");
        edit(alice, "After all").send().is(ErrorCode.MESSAGE_DELETED);
        api.put(reaction(1, THUMB)).as(bob).send().is(ErrorCode.MESSAGE_DELETED);
    }

    @Test
    void nobodyDeletesAnothersMessageButAnAdmin() {
        api.delete(message(1)).as(bob).send().is(ErrorCode.NOT_ALLOWED);

        String group = api.group(alice, History.ALL, bob, api.person()).toString();
        api.post("/api/messages")
                .as(bob)
                .json(Map.of("message", "Hello all", "message_group_uuid", group))
                .send()
                .isOk();
        api.delete("/api/messages/" + group + "/2").as(alice).send().isOk();
        api.delete("/api/messages/" + group + "/1").as(alice).send().is(ErrorCode.NOT_ALLOWED);
        api.put("/api/messages/" + group + "/1/reactions/" + encoded(THUMB))
                .as(bob)
                .send()
                .is(ErrorCode.NOT_ALLOWED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"👍", "❤️", "#️⃣", "*️⃣", "👩🏽‍🚀", "👨‍👩‍👧‍👦", "🇩🇪", "🏴󠁧󠁢󠁷󠁬󠁳󠁿"})
    void anyEmojiOfUnicodeIsAReaction(String emoji) {
        JsonNode reaction = api.put(reaction(1, emoji))
                .as(bob)
                .send()
                .isOk()
                .json()
                .get("reactions")
                .get(0);

        assertThat(reaction.get("emoji").stringValue()).isEqualTo(emoji);
        assertThat(reaction.get("count").intValue()).isEqualTo(1);
        assertThat(reaction.get("mine").booleanValue()).isTrue();
        assertThat(one(alice).json().get("reactions").get(0).get("mine").booleanValue())
                .isFalse();
        assertThat(api.delete(reaction(1, emoji)).as(bob).send().isOk().json().get("reactions"))
                .isEmpty();
        api.delete(reaction(1, emoji)).as(bob).send().isOk();
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "👍👍", "+1", ":)", "1", " ", "👍 ", "x👍"})
    void whatIsNoEmojiIsMalformed(String text) {
        api.put(reaction(1, text)).as(bob).send().is(ErrorCode.MALFORMED_REQUEST);
        api.delete(reaction(1, text)).as(bob).send().is(ErrorCode.MALFORMED_REQUEST);
    }

    @Test
    void aMessageTakesTwentyKindsOfReactions() {
        String[] kinds = EmojiManager.getAllEmojisLengthDescending().stream()
                .map(emoji -> emoji.getEmoji())
                .limit(21)
                .toArray(String[]::new);
        Stream.of(kinds)
                .limit(20)
                .forEach(kind -> api.put(reaction(1, kind)).as(bob).send().isOk());

        api.put(reaction(1, kinds[20])).as(bob).send().is(ErrorCode.TOO_MANY_REACTIONS);
        api.put(reaction(1, kinds[0])).as(alice).send().isOk();
    }

    @Test
    void aReplyNamesAMessageOfTheSameConversation() {
        assertThat(reply(bob, pair, 1).send().isOk().number("reply_to_seq")).isEqualTo(1);
        api.delete(message(1)).as(alice).send().isOk();
        reply(bob, pair, 1).send().isOk();

        reply(bob, pair, 9).send().is(ErrorCode.MESSAGE_NOT_FOUND);
        String another = api.say(bob, api.person(), "Hello").text("message_group_uuid");
        reply(bob, another, 2).send().is(ErrorCode.MESSAGE_NOT_FOUND);
        for (Object seq : new Object[] {0, -1, 1.5, "x", true, 10_000_000_000L}) {
            reply(bob, pair, seq).send().is(ErrorCode.MALFORMED_REQUEST);
        }
        api.post("/api/messages")
                .as(bob)
                .json(Map.of("message", "Hi", "handle", api.person().handle(), "reply_to_seq", 1))
                .send()
                .is(ErrorCode.MESSAGE_NOT_FOUND);
    }

    @Test
    void aMessageIsNamedByItsNumber() {
        api.get(message(2)).as(alice).send().is(ErrorCode.MESSAGE_NOT_FOUND);
        for (String seq : new String[] {"0", "-1", "x", "01", "1.0", "10000000000"}) {
            api.get("/api/messages/" + pair + "/" + seq).as(alice).send().is(ErrorCode.MALFORMED_REQUEST);
        }
    }

    @Test
    void changesAreListedInTheirOrderPageByPage() {
        api.say(alice, bob, "Second");
        assertThat(changes(bob, "").json()).isEmpty();
        edit(alice, "One").send().isOk();
        api.put(reaction(2, THUMB)).as(bob).send().isOk();
        edit(alice, "Two").send().isOk();

        assertThat(changes(bob, "").eachNumber("change_seq")).containsExactly(3L);
        Answer all = changes(bob, "?after=0");
        assertThat(all.eachNumber("seq")).containsExactly(2L, 1L);
        assertThat(all.eachNumber("change_seq")).containsExactly(2L, 3L);
        assertThat(all.each("message")).containsExactly("Second", "Two");
        Answer first = changes(bob, "?after=0&limit=1");
        assertThat(first.eachNumber("change_seq")).containsExactly(1L);
        assertThat(api.get(first.next().orElseThrow()).as(bob).send().isOk().eachNumber("change_seq"))
                .containsExactly(2L);
        assertThat(changes(bob, "?after=3").json()).isEmpty();
    }

    @Test
    void thePlaceToBeginIsToldThoughTheChangesAreClearedForTheReader() {
        assertThat(changes(bob, "").header("Last-Change-Seq")).contains("0");
        edit(alice, "One").send().isOk();
        api.delete("/api/message_groups/" + pair).as(bob).send().is(204);

        for (String query : List.of("", "?after=0", "?after=1")) {
            Answer answer = changes(bob, query);
            assertThat(answer.json()).isEmpty();
            assertThat(answer.header("Last-Change-Seq")).contains("1");
        }
    }

    @Test
    void changesThatAreNoLongerKnownAreToldOf() {
        edit(alice, "One").send().isOk();
        edit(alice, "Two").send().isOk();
        api.expireChange(pair, 1);

        api.get("/api/messages/" + pair + "/changes?after=0").as(bob).send().is(ErrorCode.CHANGES_EXPIRED);
        assertThat(changes(bob, "").eachNumber("change_seq")).containsExactly(2L);
    }

    private Answer changes(Person reader, String query) {
        return api.get("/api/messages/" + pair + "/changes" + query)
                .as(reader)
                .send()
                .isOk();
    }

    private Answer one(Person reader) {
        return api.get(message(1)).as(reader).send().isOk();
    }

    private Call edit(Person by, String text) {
        return api.put(message(1)).as(by).json(Map.of("message", text));
    }

    private Call reply(Person by, String conversation, Object seq) {
        return api.post("/api/messages")
                .as(by)
                .json(Map.of("message", "Yes", "message_group_uuid", conversation, "reply_to_seq", seq));
    }

    private String message(long seq) {
        return "/api/messages/" + pair + "/" + seq;
    }

    private String reaction(long seq, String emoji) {
        return message(seq) + "/reactions/" + encoded(emoji);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
