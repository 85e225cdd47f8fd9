package com.cruddur.api.valkey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ValkeyConnectionIT {

    private static final Duration LONGEST_WAIT = Duration.ofSeconds(20);

    @Test
    void comesByItselfAndComesBack() throws Exception {
        try (ValkeyServer server = ValkeyServer.start()) {
            server.kill();
            try (ValkeyConnection valkey = connect(server.url(), null, false)) {
                assertThat(valkey.commands()).isEmpty();

                server.restart();
                await().atMost(LONGEST_WAIT)
                        .until(() -> valkey.commands().isPresent()
                                && valkey.subscriptions().isPresent());
                assertThat(valkey.commands().orElseThrow().set("key", "value").get(10, TimeUnit.SECONDS))
                        .isEqualTo("OK");

                server.kill();
                await().atMost(LONGEST_WAIT).until(() -> valkey.commands().isEmpty());
                server.restart();
                await().atMost(LONGEST_WAIT).until(() -> valkey.commands().isPresent());
                assertThat(valkey.commands().orElseThrow().get("key").get(10, TimeUnit.SECONDS))
                        .isNull();
            }
        }
    }

    @Test
    void signsInWithAPassword() {
        try (ValkeyServer server = ValkeyServer.start("--requirepass", "secret");
                ValkeyConnection right = connect(server.url(), "secret", false);
                ValkeyConnection wrong = connect(server.url(), "wrong", false)) {
            await().atMost(LONGEST_WAIT).until(() -> right.commands().isPresent());
            assertThat(wrong.commands()).isEmpty();
        }
    }

    private static ValkeyConnection connect(String url, @Nullable String password, boolean cluster) {
        return new ValkeyConnection(new ValkeyProperties(url, null, password, cluster));
    }
}
