package com.cruddur.api.message;

import static org.assertj.core.api.Assertions.assertThat;

import com.cruddur.api.testing.Answer;
import com.cruddur.api.testing.ApiExtension;
import com.cruddur.api.testing.Call;
import com.cruddur.api.testing.Person;
import com.cruddur.api.testing.RunningApi;
import com.cruddur.core.people.Activities;
import com.cruddur.core.people.Activity;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/**
 * The React pages of the course's fifth week run against this API unchanged: their requests, header for header as a
 * browser sends them from another origin, and the fields that they read. Each test is a page or component of theirs.
 */
@ExtendWith(ApiExtension.class)
class OriginalPagesIT {

    private static final String ORIGIN = "https://app.example.com";

    private final RunningApi api;
    private final Person andrew;
    private final Person bayko;

    OriginalPagesIT(RunningApi api) {
        this.api = api;
        this.andrew = api.person();
        this.bayko = api.person();
    }

    @Test
    void homeFeedPage() {
        Instant now = Instant.now();
        new Activities(api.database(), Clock.systemUTC())
                .add(new Activity(
                        UUID.randomUUID(),
                        andrew.handle(),
                        andrew.user().displayName(),
                        "A post",
                        1,
                        2,
                        3,
                        now,
                        now.plusSeconds(3600)));

        JsonNode activities = array(fetch("GET", "/api/activities/home", andrew.token()));

        assertThat(activities).isNotEmpty().allSatisfy(activity -> {
            reads(activity, "uuid", "display_name", "handle", "message");
            readsTimes(activity, "created_at", "expires_at");
            assertThat(activity.get("replies_count").isInt()).isTrue();
            assertThat(activity.get("likes_count").isInt()).isTrue();
            assertThat(activity.get("reposts_count").isInt()).isTrue();
        });
    }

    @Test
    void messageGroupsPage() {
        String conversation = api.say(bayko, andrew, "Hello").text("message_group_uuid");

        JsonNode conversations = array(fetch("GET", "/api/message_groups", andrew.token()));

        assertThat(conversations).singleElement().satisfies(item -> {
            reads(item, "uuid", "display_name", "handle", "message");
            readsTimes(item, "created_at");
            assertThat(item.get("uuid").stringValue()).isEqualTo(conversation);
            assertThat(item.get("handle").stringValue()).isEqualTo(bayko.handle());
            assertThat(item.get("message").stringValue()).isEqualTo("Hello");
        });
    }

    @Test
    void messageGroupPage() {
        String conversation = api.say(bayko, andrew, "Hello").text("message_group_uuid");
        api.say(andrew, bayko, "Hello yourself");

        JsonNode messages = array(fetch("GET", "/api/messages/" + conversation, andrew.token()));

        assertThat(messages).hasSize(2).allSatisfy(this::readsMessage);
        assertThat(messages)
                .extracting(item -> item.get("message").stringValue())
                .containsExactly("Hello", "Hello yourself");
    }

    @Test
    void messageGroupNewPage() {
        JsonNode user = fetch("GET", "/api/users/@" + bayko.handle() + "/short", null)
                .isOk()
                .json();

        // It puts this on top of the list, as the item that is being written to.
        reads(user, "uuid", "display_name", "handle");
    }

    @Test
    void messageFormOfANewConversationGoesToIt() {
        Answer sent = send(Map.of("message", "Hello", "handle", bayko.handle()));

        reads(sent.json(), "message_group_uuid");
        array(fetch("GET", "/api/messages/" + sent.text("message_group_uuid"), andrew.token()));
    }

    @Test
    void messageFormOfAConversationShowsWhatWasSent() {
        String conversation = api.say(bayko, andrew, "Hello").text("message_group_uuid");

        readsMessage(send(Map.of("message", "Hello yourself", "message_group_uuid", conversation))
                .json());
    }

    /** They send what localStorage gives, the word null too: no crash in {@code res.json()}, and no page of another. */
    @Test
    void aVisitorWhoIsNotSignedInGetsNoStatus200() {
        Answer answer = fetch("GET", "/api/message_groups", "null");

        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.json().isObject()).isTrue();
    }

    /** ADR 16: they branch on the status and can read the body; the codes are in its member {@code errors}. */
    @Test
    void aRefusedMessageIsNoStatus200AndNamesItsCodes() {
        Answer answer = post(Map.of("message", " "));

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.json().isObject()).isTrue();
        assertThat(answer.json().get("errors").valueStream().map(JsonNode::stringValue))
                .containsExactly("message_blank", "message_group_uuid_blank", "user_receiver_handle_blank");
    }

    private Answer send(Map<String, String> body) {
        return post(body).isOk();
    }

    private Answer post(Map<String, String> body) {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Authorization", "Bearer " + andrew.token());
        headers.put("Accept", "application/json");
        headers.put("Content-Type", "application/json");
        return browser("POST", "/api/messages", headers, body);
    }

    private Answer fetch(String method, String path, @Nullable String token) {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Accept", "*/*");
        if (token != null) {
            headers.put("Authorization", "Bearer " + token);
        }
        return browser(method, path, headers, null);
    }

    /** What a browser makes of a {@code fetch()} to another origin: first the question whether it may. */
    private Answer browser(
            String method, String path, Map<String, String> headers, @Nullable Map<String, String> body) {
        List<String> asked = headers.keySet().stream()
                .filter(name -> !name.equals("Accept"))
                .map(name -> name.toLowerCase(Locale.ROOT))
                .sorted()
                .toList();
        if (!asked.isEmpty()) {
            Answer preflight = fromThePage(api.call("OPTIONS", path))
                    .header("Accept", "*/*")
                    .header("Access-Control-Request-Method", method)
                    .header("Access-Control-Request-Headers", String.join(",", asked))
                    .sendUnchecked()
                    .isOk();
            assertThat(preflight.header("Access-Control-Allow-Origin")).contains(ORIGIN);
            assertThat(preflight
                            .header("Access-Control-Allow-Headers")
                            .orElse("")
                            .toLowerCase(Locale.ROOT))
                    .contains(asked);
        }
        Call call = fromThePage(api.call(method, path));
        headers.forEach(call::header);
        if (body != null) {
            call.json(body);
        }
        Answer answer = call.send();
        assertThat(answer.header("Access-Control-Allow-Origin")).contains(ORIGIN);
        return answer;
    }

    private static Call fromThePage(Call call) {
        return call.header("Origin", ORIGIN)
                .header("Referer", ORIGIN + "/")
                .header("Accept-Language", "en-GB,en;q=0.9")
                .header("Accept-Encoding", "gzip")
                .header("Sec-Fetch-Dest", "empty")
                .header("Sec-Fetch-Mode", "cors")
                .header("Sec-Fetch-Site", "cross-site")
                .header(
                        "User-Agent",
                        "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/113.0.0.0 Safari/537.36");
    }

    private static JsonNode array(Answer answer) {
        JsonNode json = answer.isOk().json();
        assertThat(json.isArray()).isTrue();
        return json;
    }

    private void readsMessage(JsonNode message) {
        reads(message, "uuid", "display_name", "handle", "message");
        readsTimes(message, "created_at");
    }

    private static void reads(JsonNode item, String... fields) {
        assertThat(fields)
                .allSatisfy(field -> assertThat(item.path(field).isString())
                        .as("%s of %s is a text", field, item)
                        .isTrue());
    }

    /** Luxon's {@code DateTime.fromISO}. */
    private static void readsTimes(JsonNode item, String... fields) {
        assertThat(fields)
                .allSatisfy(field -> OffsetDateTime.parse(item.get(field).stringValue()));
    }
}
