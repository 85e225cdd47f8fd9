package com.cruddur.api.people;

import static org.assertj.core.api.Assertions.assertThat;

import com.cruddur.api.testing.Answer;
import com.cruddur.api.testing.ApiExtension;
import com.cruddur.api.testing.Person;
import com.cruddur.api.testing.RunningApi;
import com.cruddur.core.problem.ErrorCode;
import com.cruddur.core.testing.InProof;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A stranger sends to somebody who has blocked them, and to somebody who takes messages from known people only: neither
 * the answers nor their times tell which is which.
 *
 * <p>Where there is nothing to see, one run in twenty has p ≤ 0.05 all the same. So three runs may be made, of which one
 * must have more: chance alone fails that once in 8,000 times, and a difference that a client could use fails each.
 */
@ExtendWith(ApiExtension.class)
@InProof
class RefusalTimeIT {

    private static final int WARM_UP = 500;
    private static final int RUNS = 3;
    private static final double LEVEL = 0.05;

    private final RunningApi api;
    private final int requests = Integer.getInteger("refusal.requests", 2_000);
    private final Random random = new Random();
    private final Person stranger;
    private final Person hasBlocked;
    private final Person takesFromKnown;

    RefusalTimeIT(RunningApi api) {
        this.api = api;
        this.stranger = api.person();
        this.hasBlocked = api.person();
        this.takesFromKnown = api.person();
    }

    @Test
    void aBlockCannotBeToldFromTheSetting() throws IOException {
        api.put("/api/users/@" + stranger.handle() + "/block")
                .as(hasBlocked)
                .send()
                .is(204);
        api.call("PATCH", "/api/me")
                .as(takesFromKnown)
                .json(Map.of("accepts_messages_from", "known"))
                .send()
                .isOk();
        Refusal refusal = Refusal.of(send(hasBlocked).is(ErrorCode.RECEIVER_UNAVAILABLE));
        run(WARM_UP, refusal);

        List<String> report = new ArrayList<>();
        double greatest = 0;
        for (int i = 0; i < RUNS && greatest <= LEVEL; i++) {
            greatest = Math.max(greatest, run(requests, refusal).p(report));
        }
        Files.write(Path.of("target", "refusal-time-report.txt"), report);

        assertThat(greatest).as("p of the rank test: %s", report).isGreaterThan(LEVEL);
    }

    /** By turns, in random order, so that nothing else differs between the two. */
    private Times run(int each, Refusal expected) {
        Times times = new Times(new long[each], new long[each]);
        for (int i = 0; i < each; i++) {
            boolean blockFirst = random.nextBoolean();
            if (blockFirst) {
                times.block()[i] = time(hasBlocked, expected);
            }
            times.setting()[i] = time(takesFromKnown, expected);
            if (!blockFirst) {
                times.block()[i] = time(hasBlocked, expected);
            }
        }
        return times;
    }

    private long time(Person receiver, Refusal expected) {
        long start = System.nanoTime();
        Answer answer = send(receiver);
        long nanos = System.nanoTime() - start;
        assertThat(Refusal.of(answer)).isEqualTo(expected);
        return nanos;
    }

    private Answer send(Person receiver) {
        return api.post("/api/messages")
                .as(stranger)
                .json(Map.of("message", "Hello", "handle", receiver.handle()))
                .sendUnchecked();
    }

    private record Times(long[] block, long[] setting) {

        double p(List<String> report) {
            double p = MannWhitney.p(block, setting);
            report.add("%d requests each, medians %d and %d µs, p = %.4f"
                    .formatted(block.length, median(block), median(setting), p));
            return p;
        }

        private static long median(long[] nanos) {
            long[] sorted = nanos.clone();
            Arrays.sort(sorted);
            return sorted[sorted.length / 2] / 1_000;
        }
    }
}
