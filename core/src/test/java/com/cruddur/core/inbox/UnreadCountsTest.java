package com.cruddur.core.inbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.cruddur.core.conversation.Conversation;
import com.cruddur.core.conversation.ConversationId;
import com.cruddur.core.conversation.LastMessage;
import com.cruddur.core.conversation.Member;
import com.cruddur.core.conversation.OwnState;
import com.cruddur.core.conversation.Participants;
import com.cruddur.core.message.Messages;
import com.cruddur.core.people.UserId;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;

class UnreadCountsTest {

    private static final UserId OWNER = new UserId(UUID.randomUUID());

    private final ExecutorService threads = Executors.newCachedThreadPool();

    @AfterEach
    void stop() {
        threads.shutdownNow();
    }

    /** The table answers none before it was asked for all. */
    @Test
    void asksForAllAtTheSameTimeAndKeepsTheirOrder() {
        CyclicBarrier all = new CyclicBarrier(3);
        UnreadCounts counts = new UnreadCounts(
                new Messages(
                        new Table() {
                            @Override
                            public QueryResponse query(QueryRequest request) {
                                await(all);
                                String after = request.expressionAttributeValues()
                                        .get(":read")
                                        .s();
                                return QueryResponse.builder()
                                        .count(10 - Integer.parseInt(after))
                                        .scannedCount(10 - Integer.parseInt(after))
                                        .build();
                            }
                        },
                        "table"),
                threads);

        assertThat(counts.of(List.of(row(10, 9), row(10, 10), row(10, 3), row(10, 7))))
                .containsExactly(1, 0, 7, 3);
    }

    @Test
    void failsAsTheTableFailed() {
        SdkClientException failure = SdkClientException.create("away");
        UnreadCounts counts = new UnreadCounts(
                new Messages(
                        new Table() {
                            @Override
                            public QueryResponse query(QueryRequest request) {
                                throw failure;
                            }
                        },
                        "table"),
                threads);

        assertThatThrownBy(() -> counts.of(List.of(row(10, 1), row(10, 2)))).isSameAs(failure);
    }

    private static void await(CyclicBarrier barrier) {
        try {
            barrier.await(30, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new AssertionError("They did not come at the same time", e);
        }
    }

    private static Conversation row(long last, long read) {
        return new Conversation(
                OWNER,
                new ConversationId(UUID.randomUUID()),
                new Participants.Pair(
                        List.of(
                                new Member(OWNER, "owner", "Owner"),
                                new Member(new UserId(UUID.randomUUID()), "other", "Other")),
                        false),
                new LastMessage(last, 0, UUID.randomUUID(), Instant.EPOCH, "text"),
                new OwnState(read, false, 0, 0, null),
                Instant.EPOCH);
    }

    private abstract static class Table implements DynamoDbClient {
        @Override
        public String serviceName() {
            return SERVICE_NAME;
        }

        @Override
        public void close() {
            // There is nothing open.
        }
    }
}
