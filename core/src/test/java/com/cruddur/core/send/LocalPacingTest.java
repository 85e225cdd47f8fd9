package com.cruddur.core.send;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.cruddur.core.conversation.ConversationId;
import com.cruddur.core.problem.CruddurException;
import com.cruddur.core.problem.ErrorCode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LocalPacingTest {

    private static final Duration FOR_EVER = Duration.ofMinutes(10);

    private final ConversationId conversation = new ConversationId(UUID.randomUUID());
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final CountDownLatch mayEnd = new CountDownLatch(1);

    @AfterEach
    void end() {
        mayEnd.countDown();
        threads.shutdownNow();
    }

    @Test
    void theSendersOfOneConversationGoOneAfterTheOther() throws Exception {
        LocalPacing pacing = new LocalPacing(FOR_EVER, 64);
        AtomicInteger inside = new AtomicInteger();
        AtomicInteger together = new AtomicInteger();
        List<Future<Integer>> sends = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            int number = i;
            sends.add(threads.submit(() -> pacing.inTurn(conversation, () -> {
                together.accumulateAndGet(inside.incrementAndGet(), Math::max);
                Thread.yield();
                inside.decrementAndGet();
                return number;
            })));
        }

        for (int i = 0; i < 50; i++) {
            assertThat(sends.get(i).get()).isEqualTo(i);
        }
        assertThat(together).hasValue(1);
        assertThat(pacing.conversations()).isZero();
    }

    @Test
    void aConversationThatIsBusyDoesNotHoldUpAnother() throws Exception {
        LocalPacing pacing = new LocalPacing(FOR_EVER, 64);
        Future<String> busy = holdTheTurn(pacing);

        assertThat(pacing.<String>inTurn(new ConversationId(UUID.randomUUID()), () -> "sent"))
                .isEqualTo("sent");

        assertThat(busy.isDone()).isFalse();
        mayEnd.countDown();
        assertThat(busy.get()).isEqualTo("held");
        assertThat(pacing.conversations()).isZero();
    }

    @Test
    void whoWaitsTooLongIsToldToTryAgainAndTheNextIsServed() throws Exception {
        LocalPacing pacing = new LocalPacing(Duration.ofMillis(20), 64);
        Future<String> busy = holdTheTurn(pacing);

        assertBusy(() -> pacing.inTurn(conversation, () -> "never"));

        mayEnd.countDown();
        busy.get();
        assertThat(pacing.<String>inTurn(conversation, () -> "sent")).isEqualTo("sent");
        assertThat(pacing.conversations()).isZero();
    }

    @Test
    void aLineOf64IsNotMadeLonger() throws Exception {
        LocalPacing pacing = new LocalPacing(FOR_EVER, 64);
        Future<String> busy = holdTheTurn(pacing);
        List<Future<String>> line = new ArrayList<>();
        for (int i = 0; i < 64; i++) {
            line.add(threads.submit(() -> pacing.inTurn(conversation, () -> "sent")));
        }
        await().atMost(1, TimeUnit.MINUTES).until(() -> pacing.waiting(conversation) == 64);

        assertBusy(() -> pacing.inTurn(conversation, () -> "never"));

        mayEnd.countDown();
        busy.get();
        for (Future<String> sent : line) {
            assertThat(sent.get()).isEqualTo("sent");
        }
        assertThat(pacing.conversations()).isZero();
    }

    @Test
    void aSendThatFailsLeavesTheTurnToTheNext() {
        LocalPacing pacing = new LocalPacing(FOR_EVER, 64);

        assertThatThrownBy(() -> pacing.inTurn(conversation, () -> {
                    throw new IllegalStateException("table away");
                }))
                .hasMessage("table away");

        assertThat(pacing.<String>inTurn(conversation, () -> "sent")).isEqualTo("sent");
        assertThat(pacing.conversations()).isZero();
    }

    @Test
    void whoIsInterruptedWhileWaitingEndsAndStaysInterrupted() throws Exception {
        LocalPacing pacing = new LocalPacing(FOR_EVER, 64);
        holdTheTurn(pacing);
        Future<Boolean> interrupted = threads.submit(() -> {
            Thread.currentThread().interrupt();
            assertBusy(() -> pacing.inTurn(conversation, () -> "never"));
            return Thread.currentThread().isInterrupted();
        });

        assertThat(interrupted.get()).isTrue();
    }

    @Test
    void aPauseThatIsInterruptedEndsTheSend() throws Exception {
        LocalPacing pacing = new LocalPacing();
        Future<Boolean> interrupted = threads.submit(() -> {
            Thread.currentThread().interrupt();
            assertBusy(() -> {
                pacing.pauseAfter(10);
                return "never";
            });
            return Thread.currentThread().isInterrupted();
        });

        assertThat(interrupted.get()).isTrue();
    }

    /** Another thread has the turn until {@link #mayEnd}. */
    private Future<String> holdTheTurn(LocalPacing pacing) throws InterruptedException {
        CountDownLatch begun = new CountDownLatch(1);
        Future<String> holding = threads.submit(() -> pacing.inTurn(conversation, () -> {
            begun.countDown();
            try {
                mayEnd.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return "held";
        }));
        begun.await();
        return holding;
    }

    private static void assertBusy(Supplier<?> send) {
        assertThatThrownBy(send::get)
                .isInstanceOfSatisfying(
                        CruddurException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.TEMPORARILY_UNAVAILABLE));
    }
}
