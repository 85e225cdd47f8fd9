package com.cruddur.core.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import com.cruddur.core.people.Handle;
import com.cruddur.core.people.User;
import com.cruddur.core.people.UserId;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class MemberTest {

    @Test
    void aNameIsKeptUpTo80Characters() {
        assertThat(named("😀".repeat(80))).isEqualTo("😀".repeat(80));
        assertThat(named("😀".repeat(81))).isEqualTo("😀".repeat(79) + "…");
        assertThat(named("x".repeat(400_000))).hasSize(80);
        assertThat(named("Londo Mollari")).isEqualTo("Londo Mollari");
    }

    private static String named(String displayName) {
        return Member.of(new User(new UserId(UUID.randomUUID()), new Handle("londo"), displayName))
                .displayName();
    }
}
