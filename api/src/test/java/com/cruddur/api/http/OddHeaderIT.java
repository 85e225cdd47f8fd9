package com.cruddur.api.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.cruddur.api.testing.ApiExtension;
import com.cruddur.api.testing.Person;
import com.cruddur.api.testing.RunningApi;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** Headers with bytes and values that no library sends, at every kind of address: never our fault, never in the log. */
@ExtendWith({ApiExtension.class, OutputCaptureExtension.class})
class OddHeaderIT {

    private static final List<String> ADDRESSES = List.of(
            "/api/activities/home",
            "/api/message_groups",
            "/api/messages/d79031e4-171c-5282-916c-28ef29488129",
            "/api/users/@nobody/short",
            "/api/nothing",
            "/livez",
            "/config.json",
            "/openapi.yaml",
            "/docs",
            "/docs/docs.js",
            "/docs/swagger-ui/swagger-ui.css",
            "/",
            "/messages",
            "/nothing");

    private static final List<String> HEADERS = List.of(
            "Accept: application/json;charset=utf-16",
            "Accept: application/json;charset=iso-8859-1",
            "Accept: application/json;charset=windows-1252",
            "Accept: application/json;charset=utf-32",
            "Accept: application/json;charset=us-ascii",
            "Accept: application/json;charset=\u009b",
            "Accept: */*;charset=utf-16",
            "Accept: ,,,",
            "Accept: ",
            "Accept: *",
            "Accept: \u009b2J",
            "Accept: application/json;q=9",
            "Accept-Charset: utf-16",
            "Accept-Encoding: \u009b",
            "Accept-Language: \u009b",
            "Authorization: Bearer \u009b",
            "Content-Type: *",
            "Content-Type: */*",
            "Content-Type: \u009b",
            "Content-Type: application/json;charset=nonsense",
            "Cookie: \u009b=\u0085",
            "Host: \u009b",
            "If-Match: \u009b",
            "If-Modified-Since: \u009b",
            "If-None-Match: \u009b",
            "If-Range: \u009b",
            "Idempotency-Key: \u009b",
            "Origin: \u009b",
            "Origin: http://[",
            "Range: \u009b",
            "Range: bytes=9-1",
            "Range: bytes=999999999-",
            "TE: \u009b",
            "Upgrade: \u009b",
            "User-Agent: \u009b31m",
            "X-Forwarded-For: \u009b",
            "X-Request-Id: \u009b31mred\u0085ERROR forged",
            "Access-Control-Request-Method: \u009b");

    private final RunningApi api;

    OddHeaderIT(RunningApi api) {
        this.api = api;
    }

    static Stream<String> headers() {
        return HEADERS.stream();
    }

    @ParameterizedTest
    @MethodSource("headers")
    void anOddHeaderIsNeverOurFaultAndSteersNoLog(String header, CapturedOutput output) throws IOException {
        for (String token :
                new String[] {"", "Authorization: Bearer " + api.person().token() + "\r\n"}) {
            for (String address : ADDRESSES) {
                String answer = raw("GET " + address + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n" + token + header
                        + "\r\n\r\n");

                assertThat(answer).as(address).matches("(?s)HTTP/1.1 [234].*");
                if (answer.startsWith("HTTP/1.1 4")) {
                    assertThat(answer).as(address).contains("application/problem+json", "\"request_id\":\"");
                } else {
                    assertThat(answer.split("\r\n\r\n")[0]).as(address).doesNotContainPattern("(?i)charset=(?!utf-8)");
                }
            }
        }
        assertClean(output);
    }

    /** What is answered with an error has not been stored. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "Accept: application/json;charset=utf-16",
                "Accept: text/html",
                "Accept: \u009b",
                "Content-Type: *",
                "Idempotency-Key: \u009b",
                "X-Request-Id: \u009b",
                "Range: \u009b"
            })
    void aMessageIsStoredAndAnsweredOrNeither(String header, CapturedOutput output) throws IOException {
        Person alice = api.person();
        Person bob = api.person();
        String body = "{\"message\":\"Hello\",\"handle\":\"" + bob.handle() + "\"}";
        String type = header.startsWith("Content-Type") ? "" : "Content-Type: application/json\r\n";

        String answer = raw("POST /api/messages HTTP/1.1\r\nHost: x\r\nConnection: close\r\nAuthorization: Bearer "
                + alice.token() + "\r\n" + type + "Content-Length: " + body.length() + "\r\n" + header + "\r\n\r\n"
                + body);

        boolean isStored =
                api.get("/api/message_groups").as(alice).send().isOk().body().contains(bob.handle());
        assertThat(answer).startsWith(isStored ? "HTTP/1.1 200" : "HTTP/1.1 4");
        assertClean(output);
    }

    @Test
    void chunksThatAreNoneAreTheClientsFault(CapturedOutput output) throws IOException {
        for (String chunks : new String[] {"zz\r\n", "5\r\nabc", "-1\r\n\r\n", "5\r\nabcdefgh\r\n", "ffffffffff\r\n"}) {
            String answer = raw("POST /api/messages HTTP/1.1\r\nHost: x\r\nConnection: close\r\nAuthorization: Bearer "
                    + api.person().token()
                    + "\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n" + chunks);

            assertThat(answer)
                    .as(chunks)
                    .startsWith("HTTP/1.1 400")
                    .contains("application/problem+json", "\"malformed_request\"");
        }
        assertClean(output);
    }

    @Test
    void ofTwoTokensNoneCounts() throws IOException {
        String first = "Authorization: Bearer " + api.person().token() + "\r\n";
        String second = "Authorization: Bearer " + api.person().token() + "\r\n";
        String request = "GET /api/message_groups HTTP/1.1\r\nHost: x\r\nConnection: close\r\n";

        assertThat(raw(request + first + second + "\r\n")).startsWith("HTTP/1.1 401");
        assertThat(raw(request + first + "Authorization: Basic eDp5\r\n\r\n")).startsWith("HTTP/1.1 401");
        assertThat(raw(request + first + "\r\n")).startsWith("HTTP/1.1 200");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\u0000", "x\u0000", "\n", "x y", "\u00e9", "\u009b"})
    void aSubIsVisibleAscii(String sub, CapturedOutput output) {
        api.get("/api/message_groups").token(api.issuer().token(sub)).send().is(401);
        assertClean(output);
    }

    @Test
    void parametersWithControlsAreTheClientsFault(CapturedOutput output) throws IOException {
        for (String query :
                new String[] {"%01=1", "limit=%9b", "cursor=%00", "cursor=%C2%9B", "a%00b=1", "limit=1%0A"}) {
            String answer = raw("GET /api/message_groups?" + query
                    + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\nAuthorization: Bearer "
                    + api.person().token() + "\r\n\r\n");

            assertThat(answer).as(query).matches("(?s)HTTP/1.1 (200|400).*");
        }
        assertClean(output);
    }

    private static void assertClean(CapturedOutput output) {
        assertThat(output.getAll())
                .doesNotContain(" ERROR ", "\tat com.", "\u009b", "\u0085", "\u0000")
                .doesNotContain("forged");
    }

    private String raw(String request) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), api.port())) {
            socket.setSoTimeout(30_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            socket.shutdownOutput();
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
        }
    }
}
