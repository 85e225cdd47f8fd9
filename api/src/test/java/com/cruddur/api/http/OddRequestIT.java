package com.cruddur.api.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.cruddur.api.testing.ApiExtension;
import com.cruddur.api.testing.Reported;
import com.cruddur.api.testing.RunningApi;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests that no well-behaved client sends, byte by byte: refused by Tomcat or by Spring Security's firewall. */
@ExtendWith({ApiExtension.class, Reported.class})
class OddRequestIT {

    private static final String SMUGGLED = "GET /api/activities/home HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n";

    private final RunningApi api;

    OddRequestIT(RunningApi api) {
        this.api = api;
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            GET /api/{x} HTTP/1.1                                             | 400
            GET /api/%zz HTTP/1.1                                             | 400
            GET //api/message_groups HTTP/1.1                                 | 400
            GET /api/message_groups;a=b HTTP/1.1                              | 400
            GET /api/../api/message_groups HTTP/1.1                           | 400
            GET /docs/../../etc/passwd HTTP/1.1                               | 400
            GET /docs/%2e%2e/application.yaml HTTP/1.1                        | 400
            GET /docs/swagger-ui/%252e%252e/x HTTP/1.1                        | 400
            GET /api/messages/%00 HTTP/1.1                                    | 400
            GET /api/message_groups HTTP/9.9                                  | 400
            TRACE /api/message_groups HTTP/1.1                                | 405
            BREW /api/message_groups HTTP/1.1                                 | 405
            QUERY /api/messages HTTP/1.1                                      | 405
            PROPFIND /api/activities/home HTTP/1.1                            | 405
            DELETE /api/message_groups HTTP/1.1                               | 405
            GET /api/nothing HTTP/1.1                                         | 404
            POST /api/messages/a/b HTTP/1.1                                   | 405
            POST /api/messages/a/b/c HTTP/1.1                                 | 404
            GET /api/message_groups?limit=%zz HTTP/1.1                        | 401
            GET /nothing HTTP/1.1                                             | 404
            POST / HTTP/1.1                                                   | 404
            GET /error HTTP/1.1                                               | 404
            GET /actuator/health HTTP/1.1                                     | 404
            GET /application.yaml HTTP/1.1                                    | 404
            """)
    void anOddRequestIsAnsweredWithAProblem(String requestLine, int status) throws IOException {
        assertProblem(raw(requestLine + "\r\nHost: x\r\nConnection: close\r\n\r\n"), status);
    }

    /** Bytes that are no UTF-8, a slash in more bytes than it needs, half of a surrogate pair. */
    @ParameterizedTest
    @CsvSource(textBlock = """
            /api/users/@%ff/short
            /api/users/@%c0%af/short
            /api/users/@%ed%a0%80/short
            /api/messages/%ff
            /api/messages/%c0%af
            /api/messages/%ed%a0%80
            /api/message_groups?cursor=%ff
            /api/message_groups?cursor=%c0%af
            /api/message_groups?cursor=%ed%a0%80
            /api/messages/d79031e4-171c-5282-916c-28ef29488129?before=%ff
            /api/messages/d79031e4-171c-5282-916c-28ef29488129?before=%c0%af
            /api/messages/d79031e4-171c-5282-916c-28ef29488129?before=%ed%a0%80
            /api/message_groups?limit=%zz
            /api/message_groups?%ff=1
            """)
    void whatIsNoUtf8IsMalformed(String address) throws IOException {
        String answer = raw("GET " + address + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\nAuthorization: Bearer "
                + api.person().token() + "\r\n\r\n");

        assertProblem(answer, 400);
        assertThat(answer).contains("\"errors\":[\"malformed_request\"]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\u0001", "\u007f", "\u00e9"})
    void anIdempotencyKeyIsVisibleAscii(String character) throws IOException {
        String body = "{\"message\": \"Hello\", \"handle\": \"" + api.person().handle() + "\"}";
        String answer = raw("POST /api/messages HTTP/1.1\r\nHost: x\r\nConnection: close\r\nAuthorization: Bearer "
                + api.person().token() + "\r\nContent-Type: application/json\r\nContent-Length: " + body.length()
                + "\r\nIdempotency-Key: k" + character + "k\r\n\r\n" + body);

        assertProblem(answer, 400);
        assertThat(answer).contains("\"errors\":[\"malformed_request\"]");
    }

    @Test
    void aRequestWithoutAHostIsAProblem() throws IOException {
        assertProblem(raw("GET /api/activities/home HTTP/1.1\r\nConnection: close\r\n\r\n"), 400);
    }

    @Test
    void aHeaderTooLongIsAProblem() throws IOException {
        assertProblem(
                raw("GET /api/activities/home HTTP/1.1\r\nHost: x\r\nConnection: close\r\nX: " + "x".repeat(17 * 1024)
                        + "\r\n\r\n"),
                400);
    }

    @Test
    void anEncodingThatNobodyKnowsIsAProblem() throws IOException {
        assertProblem(
                raw("POST /api/messages HTTP/1.1\r\nHost: x\r\nConnection: close\r\nTransfer-Encoding: rot13\r\n\r\n"),
                400);
    }

    @Test
    void aBodyThatNobodyReadsDoesNotCostItsSenderTheAnswer() throws IOException {
        assertProblem(raw("PUT /api/message_groups/../read HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\n\r\nabc"), 400);
    }

    /** A connection that is closed with bytes on the way is reset: whoever still sends fails, and loses the answer. */
    @ParameterizedTest
    @ValueSource(strings = {"/api/message_groups/../read", "/api/message_groups/%00/read", "/api/message_groups", "/"})
    void aConnectionIsNotResetWhileARefusedBodyComes(String path) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), api.port())) {
            socket.setSoTimeout(30_000);
            OutputStream out = socket.getOutputStream();
            out.write(("PUT " + path + " HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 2000"
                            + "\r\n\r\n")
                    .getBytes(StandardCharsets.ISO_8859_1));
            InputStream in = socket.getInputStream();
            String begin = new String(in.readNBytes(12), StandardCharsets.ISO_8859_1);

            for (int i = 0; i < 20; i++) {
                out.write(new byte[100]);
            }

            assertThat(begin).startsWith("HTTP/1.1 4");
            assertThat(new String(in.readAllBytes(), StandardCharsets.UTF_8))
                    .containsIgnoringCase("connection: close")
                    .contains("\"request_id\":\"");
        }
    }

    /** Two readers of one connection must agree on where a request ends. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "Content-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
                "Transfer-Encoding: chunked\r\nContent-Length: 4\r\n\r\n0\r\n\r\n",
                "Content-Length: 0\r\nContent-Length: 44\r\n\r\n",
                "Content-Length: -1\r\n\r\n",
                "Content-Length: +4\r\n\r\nbody",
                "Content-Length: 0x4\r\n\r\nbody",
                "Content-Length: 99999999999999999999\r\n\r\nbody",
                "Transfer-Encoding: chunked, identity\r\n\r\n0\r\n\r\n",
                "Transfer-Encoding : chunked\r\n\r\n0\r\n\r\n",
                "Transfer-Encoding: chunked\r\n\r\n-1\r\n\r\n",
                "Transfer-Encoding: chunked\r\n\r\nffffffffff\r\nx\r\n0\r\n\r\n",
                "Host: y\r\n\r\n",
                "X-\u0000: y\r\n\r\n"
            })
    void noSecondRequestIsSmuggledInBehindAnother(String rest) throws IOException {
        String answer = raw("POST /api/messages HTTP/1.1\r\nHost: x\r\n" + rest + SMUGGLED);

        assertThat(answer)
                .startsWith("HTTP/1.1 4")
                .containsOnlyOnce("HTTP/1.1 ")
                .doesNotContain("Exception", "\tat ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET http://evil.example.com/api/activities/home HTTP/1.1\r\nHost: x\r\n\r\n",
                "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
                "CONNECT evil.example.com:443 HTTP/1.1\r\nHost: x\r\n\r\n",
                "GET evil HTTP/1.1\r\nHost: x\r\n\r\n",
                "\u0016\u0003\u0001\u0002\u0000\u0001\u0000\u0001\u00fc\u0003\u0003\r\n\r\n"
            })
    void whatIsForAProxyOrInAnotherProtocolIsRefused(String request) throws IOException {
        assertThat(raw(request)).matches("(?s)(HTTP/1.1 (4\\d\\d|505) .*)?").doesNotContain("Exception", "\tat ");
    }

    private String raw(String request) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), api.port())) {
            // A refused body is waited for, some seconds.
            socket.setSoTimeout(30_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            socket.getOutputStream().flush();
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static void assertProblem(String answer, int status) {
        assertThat(answer).startsWith("HTTP/1.1 " + status);
        assertThat(answer)
                .containsIgnoringCase("content-type: application/problem+json")
                .containsIgnoringCase("x-request-id: ")
                .containsIgnoringCase("cache-control: no-store")
                .contains("\"status\":" + status, "\"request_id\":\"")
                .doesNotContain("Exception", "Tomcat", "<html", "\tat ");
    }
}
