package com.cruddur.api.store.warm;

import com.cruddur.core.conversation.ConversationId;
import com.cruddur.core.people.Handle;
import com.cruddur.core.people.User;
import com.cruddur.core.people.UserId;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpFullResponse;

/**
 * Answers the calls of the warm-up as a table with one person, twenty conversations and twenty messages would. It is within
 * the process: the warm-up costs no capacity, and leaves nothing in anybody's table.
 */
final class PracticeTable implements SdkHttpClient {

    private static final int ROWS = 20;
    private static final int LAST_SEQ = 30;

    private static final String ME = "00000000-0000-4000-8000-000000000001";
    private static final String OTHER = "00000000-0000-4000-8000-000000000002";
    private static final String CONVERSATION = "00000000-0000-5000-8000-000000000003";
    private static final String TEXT = "Message: as long as most of what people write to one another.";
    private static final String TIME = "2026-01-01T00:00:00.000Z";

    private static final String ROW = """
            {"pk":{"S":"GRP#%s"},"sk":{"S":"%s"},"recency":{"S":"019b76da-a800-7000-8000-000000000001"},\
            "members":{"L":[{"M":{"uuid":{"S":"%s"},"handle":{"S":"me"},"display_name":{"S":"Me"}}},\
            {"M":{"uuid":{"S":"%s"},"handle":{"S":"other"},"display_name":{"S":"Other"}}}]},\
            "created_at":{"S":"%s"},"last_message_at":{"S":"%s"},"message":{"S":"%s"},\
            "last_seq":{"N":"%d"},"last_read_seq":{"N":"%d"},"last_change_seq":{"N":"0"}}""".formatted(ME, CONVERSATION, ME, OTHER, TIME, TIME, TEXT, LAST_SEQ, LAST_SEQ);

    private static final String MESSAGE = """
            {"pk":{"S":"MSG#%s"},"sk":{"S":"%010d"},"message_uuid":{"S":"00000000-0000-4000-8000-000000000004"},\
            "user_uuid":{"S":"%s"},"user_handle":{"S":"me"},"user_display_name":{"S":"Me"},\
            "member_uuids":{"SS":["%s","%s"]},"message":{"S":"%s"},"created_at":{"S":"%s"}}""";

    private static final byte[] LIST =
            items(IntStream.range(0, ROWS).mapToObj(n -> ROW).collect(Collectors.joining(",")));

    private static final byte[] PAGE = items(IntStream.range(0, ROWS)
            .mapToObj(n -> MESSAGE.formatted(CONVERSATION, LAST_SEQ - n, ME, ME, OTHER, TEXT, TIME))
            .collect(Collectors.joining(",")));

    private static final byte[] ONE_ROW = ("{\"Item\":" + ROW + "}").getBytes(StandardCharsets.UTF_8);
    private static final byte[] TAKEN = "{}".getBytes(StandardCharsets.UTF_8);

    private static byte[] items(String items) {
        return ("{\"Count\":" + ROWS + ",\"Items\":[" + items + "]}").getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
        return new ExecutableHttpRequest() {
            @Override
            public HttpExecuteResponse call() {
                byte[] body = answer(request);
                return HttpExecuteResponse.builder()
                        .response(SdkHttpFullResponse.builder()
                                .statusCode(200)
                                .putHeader("Content-Type", "application/x-amz-json-1.0")
                                .build())
                        .responseBody(AbortableInputStream.create(new ByteArrayInputStream(body)))
                        .build();
            }

            @Override
            public void abort() {
                // The answer is there at once.
            }
        };
    }

    private static byte[] answer(HttpExecuteRequest request) {
        String target =
                request.httpRequest().firstMatchingHeader("X-Amz-Target").orElse("");
        if (target.endsWith(".Query")) {
            return isOfTheIndex(request) ? LIST : PAGE;
        }
        return target.endsWith(".GetItem") ? ONE_ROW : TAKEN;
    }

    private static boolean isOfTheIndex(HttpExecuteRequest request) {
        return request.contentStreamProvider()
                .map(content -> {
                    try (InputStream body = content.newStream()) {
                        return new String(body.readAllBytes(), StandardCharsets.UTF_8).contains("\"IndexName\"");
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                })
                .orElse(false);
    }

    static User me() {
        return new User(new UserId(UUID.fromString(ME)), new Handle("me"), "Me");
    }

    static ConversationId conversation() {
        return ConversationId.parse(CONVERSATION);
    }

    @Override
    public void close() {
        // It holds nothing.
    }
}
