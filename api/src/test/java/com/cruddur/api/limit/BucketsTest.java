package com.cruddur.api.limit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BucketsTest {

    private final StoppedTime time = new StoppedTime();
    private final Buckets buckets = new Buckets(5, 6, time);

    @Test
    void aBurstEmptiesABucketThatFillsEvenly() {
        assertThat(taken("alice", 9)).isEqualTo(5);
        assertThat(buckets.take("alice")).isEqualTo(10);

        time.pass(Duration.ofSeconds(9));
        assertThat(buckets.take("alice")).isEqualTo(1);

        time.pass(Duration.ofSeconds(11));
        assertThat(taken("alice", 9)).isEqualTo(2);
    }

    @Test
    void whoIsRefusedAndAsksOnIsServedAsSoonAsWhoWaits() {
        taken("hasty", 5);
        taken("patient", 5);
        for (int second = 0; second < 59; second++) {
            time.pass(Duration.ofSeconds(1));
            if (second % 10 != 9) {
                assertThat(buckets.take("hasty")).isPositive();
            } else {
                assertThat(buckets.take("hasty")).isZero();
            }
        }
        assertThat(taken("patient", 9)).isEqualTo(5);
    }

    @Test
    void nobodysRequestsEmptyAnothersBucket() {
        taken("noisy", 1_000);

        assertThat(taken("quiet", 9)).isEqualTo(5);
    }

    @Test
    void aBucketIsNeverFullerThanFull() {
        for (int i = 0; i < 9; i++) {
            buckets.giveBack("alice");
        }
        time.pass(Duration.ofDays(1));

        assertThat(taken("alice", 9)).isEqualTo(5);
    }

    @Test
    void anEmptyBucketIsNotForgottenBeforeItIsFull() {
        taken("alice", 5);
        time.pass(Duration.ofSeconds(40));
        taken("bob", 1);

        assertThat(taken("alice", 9)).isEqualTo(4);
    }

    @Test
    void theNumberOfBucketsIsBoundedAndWhoKeepsAskingIsRemembered() {
        taken("noisy", 5);
        for (int i = 0; i < 3 * Buckets.MAX_BUCKETS; i++) {
            buckets.take("invented-" + i);
            if (i % 100 == 0) {
                assertThat(buckets.take("noisy")).as("after %d others", i).isPositive();
            }
        }

        assertThat(buckets.size()).isLessThanOrEqualTo(Buckets.MAX_BUCKETS);
    }

    private long taken(String whose, int attempts) {
        return IntStream.range(0, attempts)
                .filter(attempt -> buckets.take(whose) == 0)
                .count();
    }
}
