package com.cruddur.api.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.cruddur.api.testing.Answer;
import com.cruddur.api.testing.ApiExtension;
import com.cruddur.api.testing.Call;
import com.cruddur.api.testing.Person;
import com.cruddur.api.testing.RunningApi;
import com.cruddur.core.problem.ErrorCode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Bodies and names that are made to be read in two ways, or not at all. */
@ExtendWith(ApiExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OddBodyIT {

    private final RunningApi api;
    private final Person alice;
    private final String conversation;

    OddBodyIT(RunningApi api) {
        this.api = api;
        this.alice = api.person();
        this.conversation = api.say(alice, api.person(), "Hello").text("message_group_uuid");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"message\":\"one\",\"message\":\"two\"",
                "\"message\":\"one\",\"x\":{\"a\":1,\"a\":2}",
                "\"message\":\"one\",\"message_group_uuid\":\"d79031e4-171c-5282-916c-28ef29488129\"",
                "\"message\":\"x\\ud800\"",
                "\"message\":\"x\\udc00\\ud800\"",
                "\"message\":\"a\\u0000b\"",
                "\"message\":\"a\\u001b[2J\"",
                "\"message\":\"a\\u009b2J\"",
                "\"message\":\"\\u12\"",
                "\"message\":\"line\nfeed\"",
                "\"message\":\"\u0000\"",
                "'message':'quoted otherwise'",
                "\"message\":NaN",
                "\"message\":1e999999999",
                "\"message\":{\"toString\":\"x\"}",
                "\"message\":[\"one\"]",
                "\"message\":\"one\",/* a comment */\"x\":1",
                "\"message\":\"one\",",
            })
    void whatReadersMayReadInTwoWaysIsMalformed(String members) {
        send("{\"message_group_uuid\":\"" + conversation + "\"," + members + "}")
                .is(ErrorCode.MALFORMED_REQUEST);
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            no byte of UTF-8,              ff
            cut short,                     c3
            continued wrongly,             c328
            a slash in two bytes,          c0af
            NUL in two bytes,              c080
            a slash in three bytes,        e080af
            half of a surrogate pair,      eda080
            a surrogate pair in six bytes, eda081edb080
            beyond Unicode,                f4908080
            five bytes,                    f888808080
            """)
    void whatIsNotUtf8IsMalformed(String why, String hex) {
        byte[] beginning =
                ("{\"message_group_uuid\":\"" + conversation + "\",\"message\":\"x").getBytes(StandardCharsets.UTF_8);
        byte[] body = concat(beginning, HexFormat.of().parseHex(hex), "\"}".getBytes(StandardCharsets.UTF_8));

        assertThat(post().bytes(body).send().is(ErrorCode.MALFORMED_REQUEST).body())
                .doesNotContain(why);
    }

    @Test
    void otherEncodingsThanUtf8AreMalformed() {
        String body = "{\"message\":\"Hello\",\"message_group_uuid\":\"" + conversation + "\"}";

        post().bytes(body.getBytes(StandardCharsets.UTF_16)).send().is(ErrorCode.MALFORMED_REQUEST);
        post().bytes(body.getBytes(StandardCharsets.UTF_16LE)).send().is(ErrorCode.MALFORMED_REQUEST);
        post().bytes(body.getBytes(StandardCharsets.UTF_16BE)).send().is(ErrorCode.MALFORMED_REQUEST);
    }

    @Test
    void deepNestingIsMalformedWhereverItIs() {
        for (String deep :
                new String[] {"[".repeat(7_000) + "]".repeat(7_000), "{\"x\":".repeat(2_000) + "1" + "}".repeat(2_000)
                }) {
            send("{\"message\":\"Hello\",\"message_group_uuid\":\"" + conversation + "\",\"x\":" + deep + "}")
                    .is(ErrorCode.MALFORMED_REQUEST);
            send("{\"message_group_uuid\":\"" + conversation + "\",\"message\":" + deep + "}")
                    .is(ErrorCode.MALFORMED_REQUEST);
        }
    }

    /** As the contract has it, and nothing in them names a class. */
    @Test
    void unknownMembersAreIgnored() {
        send("{\"message\":\"Hello\",\"message_group_uuid\":\"" + conversation + "\",\"user_uuid\":\"" + conversation
                        + "\",\"uuid\":\"x\",\"@class\":\"java.lang.Runtime\",\"__proto__\":{\"admin\":true}}")
                .isOk();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\\ttab\\r\\nline",
                "x\\u202egnol",
                "<script>alert(1)</script>",
                "'; drop table users; --",
                "${jndi:ldap://x}"
            })
    void aTextComesBackAsItWasSent(String escaped) {
        Answer sent = send("{\"message\":\"" + escaped + "\",\"message_group_uuid\":\"" + conversation + "\"}")
                .isOk();

        Answer read = api.get("/api/messages/" + conversation)
                .as(alice)
                .with("limit", 1)
                .send()
                .isOk();
        assertThat(read.each("message")).containsExactly(sent.text("message"));
        assertThat(sent.header("Content-Type")).contains("application/json");
    }

    @Test
    void aPackedBodyIsNotUnpacked() throws IOException {
        byte[] bomb = gzip(10 * 1024 * 1024);
        assertThat(bomb).hasSizeLessThan(16 * 1024);

        Answer refused =
                post().bytes(bomb).header("Content-Encoding", "gzip").send().is(ErrorCode.UNSUPPORTED_MEDIA_TYPE);
        assertThat(refused.header("Accept-Encoding")).contains("identity");
        post().bytes(bomb).send().is(ErrorCode.MALFORMED_REQUEST);
        for (String encoding : new String[] {"br", "deflate", "gzip, gzip", "x-nothing"}) {
            post().body("{}").header("Content-Encoding", encoding).send().is(ErrorCode.UNSUPPORTED_MEDIA_TYPE);
        }
        assertThat(post().json(Map.of("message", "Hello", "message_group_uuid", conversation))
                        .header("Content-Encoding", "identity")
                        .send()
                        .status())
                .isEqualTo(200);
    }

    /** Handles are ASCII: what looks like one, or becomes one in lower case, is none. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "\u0430", "\uff50", "p\u200b", "\u212a", "p\u0000", "p\u0301", "\u202ep", "p ", " p", "p/", "p%00", "@p"
            })
    void aHandleThatLooksLikeAnotherIsNobodys(String beginning) {
        String handle = beginning + api.person().handle().substring(1);

        post().json(Map.of("message", "Hello", "handle", handle)).send().is(ErrorCode.USER_NOT_FOUND);
        Answer looked = api.get("/api/users/@"
                        + URLEncoder.encode(handle, StandardCharsets.UTF_8).replace("+", "%20") + "/short")
                .sendUnchecked();
        assertThat(looked.status()).isIn(400, 404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a b"})
    void anIdempotencyKeyIsVisibleAscii(String key) {
        post().json(Map.of("message", "Hello", "message_group_uuid", conversation))
                .header("Idempotency-Key", key)
                .send()
                .is(ErrorCode.MALFORMED_REQUEST);
    }

    @ParameterizedTest
    @CsvSource({
        "X-HTTP-Method-Override, DELETE", "X-Original-URL, /actuator/health", "X-Rewrite-URL, /nothing",
                "Forwarded, host=evil.example.com",
        "X-Forwarded-Host, evil.example.com", "X-Forwarded-Prefix, //evil.example.com", "X-Forwarded-Proto, javascript",
                "Range, bytes=0-0"
    })
    void headersThatProxiesUseChangeNothing(String header, String value) {
        Answer plain = api.get("/api/messages/" + conversation)
                .with("limit", 1)
                .as(alice)
                .send();
        Answer answer = api.get("/api/messages/" + conversation)
                .with("limit", 1)
                .as(alice)
                .header(header, value)
                .send()
                .isOk();

        assertThat(answer.body()).isEqualTo(plain.body());
        assertThat(answer.header("Link")).isEqualTo(plain.header("Link"));
    }

    private Answer send(String body) {
        return post().body(body).send();
    }

    private Call post() {
        return api.post("/api/messages").as(alice);
    }

    private static byte[] gzip(int spaces) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
            out.write(" ".repeat(spaces).getBytes(StandardCharsets.US_ASCII));
        }
        return packed.toByteArray();
    }

    private static byte[] concat(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }
}
