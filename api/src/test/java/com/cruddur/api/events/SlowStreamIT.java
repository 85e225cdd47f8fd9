package com.cruddur.api.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.cruddur.api.testing.ApiExtension;
import com.cruddur.api.testing.Person;
import com.cruddur.api.testing.RunningApi;
import com.cruddur.core.conversation.ConversationId;
import com.cruddur.core.group.History;
import com.cruddur.core.live.LiveBus;
import com.cruddur.core.message.MessageText;
import com.cruddur.core.testing.InProof;
import io.micrometer.core.instrument.MeterRegistry;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

@ExtendWith({ApiExtension.class, OutputCaptureExtension.class})
@InProof
class SlowStreamIT {

    /** Some 6 MB: far more than the sockets of both sides hold. */
    private static final int MOST_EVENTS = 1_500;

    private final RunningApi api;

    SlowStreamIT(RunningApi api) {
        this.api = api;
    }

    /** One client takes nothing; of the other we await each event, so that it is never the slow one. */
    @Test
    void whoReadsNothingIsCutOffWithoutALineInTheLogAndTheOthersAreServed(CapturedOutput output) throws Exception {
        Person alice = api.person();
        Person bob = api.person();
        Person carol = api.person();
        ConversationId group = api.group(alice, History.ALL, bob, carol);
        double before = streamsOfOthers();
        try (Socket slow = new Socket();
                EventReader hers = EventReader.open(URI.create("http://127.0.0.1:" + api.port()), carol)) {
            slow.setReceiveBufferSize(4_096);
            slow.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), api.port()));
            slow.getOutputStream()
                    .write(("GET /api/events HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer " + bob.token() + "\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            await().atMost(Duration.ofSeconds(10)).until(() -> streams() == before + 2);

            LiveBus bus = api.context().getBean(LiveBus.class);
            for (int i = 0; i < MOST_EVENTS && streams() > before + 1; i++) {
                bus.publish(List.of(bob.id(), carol.id()), LongMessage.sent());
                hers.next("message");
            }

            await().atMost(Duration.ofSeconds(30)).until(() -> streams() == before + 1);
            api.useCases().sendMessage().send(alice.user(), group, new MessageText("The last one"), null);
            hers.next("message", data -> data.get("message").stringValue().equals("The last one"));
        }
        assertThat(streams()).isLessThanOrEqualTo(before + 1);
        // What tests before this one were refused is summed up seconds later.
        assertThat(output.getAll().lines().filter(line -> !line.contains(" of this kind in ")))
                .noneMatch(line -> line.contains("ERROR") || line.contains("WARN"));
    }

    /** Streams of tests before this one end within two heartbeats: waits until their number stays. */
    private double streamsOfOthers() {
        double[] last = {-1};
        await().pollInterval(Duration.ofSeconds(2))
                .atMost(Duration.ofSeconds(30))
                .until(() -> {
                    double now = streams();
                    boolean stays = now == last[0];
                    last[0] = now;
                    return stays;
                });
        return last[0];
    }

    private double streams() {
        return api.context()
                .getBean(MeterRegistry.class)
                .get("cruddur.events.streams")
                .gauge()
                .value();
    }
}
