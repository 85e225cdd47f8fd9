package com.cruddur.api.events;

import static org.assertj.core.api.Assertions.assertThat;

import com.cruddur.core.people.UserId;
import java.io.IOException;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockAsyncContext;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

/** Streams of clients that take nothing yet: all that they are given waits. */
class EventStreamTest {

    private final WaitingBytes waiting = new WaitingBytes(1_000);

    @Test
    void whereTooMuchWaitsForAllTheStreamForWhichMostWaitsEnds() throws IOException {
        EventStream slow = stream();
        EventStream another = stream();
        EventStream newest = stream();
        slow.send("message", "x".repeat(600));
        another.send("message", "x".repeat(200));

        newest.send("message", "x".repeat(200));

        assertThat(slow.isClosed()).isTrue();
        assertThat(another.isClosed()).isFalse();
        assertThat(newest.isClosed()).isFalse();
        assertThat(waiting.now()).isBetween(400L, 500L);
    }

    @Test
    void thatOneMayBeTheNewestToo() throws IOException {
        EventStream another = stream();
        EventStream newest = stream();
        another.send("message", "x".repeat(400));

        newest.send("message", "x".repeat(800));

        assertThat(newest.isClosed()).isTrue();
        assertThat(another.isClosed()).isFalse();
    }

    @Test
    void aLastEventCountsToo() throws IOException {
        EventStream slow = stream();
        EventStream other = stream();
        slow.send("message", "x".repeat(930));
        other.send("message", "x".repeat(10));

        other.end("expired");

        assertThat(slow.isClosed()).isTrue();
        assertThat(other.isClosed()).isFalse();
    }

    @Test
    void whatWaitedForAStreamThatEndsIsForgotten() throws IOException {
        EventStream stream = stream();
        stream.send("message", "x".repeat(900));

        stream.close();

        assertThat(waiting.now()).isZero();
    }

    private EventStream stream() throws IOException {
        MockHttpServletRequest request = new MockHttpServletRequest();
        request.setAsyncSupported(true);
        return EventStream.open(
                new UserId(UUID.randomUUID()),
                Instant.MAX,
                waiting,
                new MockAsyncContext(request, new MockHttpServletResponse()),
                () -> {});
    }
}
