package com.cruddur.api.security.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtException;
import org.springframework.security.oauth2.jwt.JwtTimestampValidator;

class RememberedTokensTest {

    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private static final Duration LIFE = Duration.ofSeconds(50);

    private final AtomicInteger verified = new AtomicInteger();
    private final AtomicLong nanos = new AtomicLong();
    private final JwtTimestampValidator time = new JwtTimestampValidator(Duration.ZERO);
    private final RememberedTokens tokens = new RememberedTokens(decoder(), time, nanos::get);

    RememberedTokensTest() {
        time.setClock(Clock.fixed(NOW, ZoneOffset.UTC));
    }

    private JwtDecoder decoder() {
        return token -> {
            verified.incrementAndGet();
            if (token.startsWith("forged")) {
                throw new BadJwtException("Its signature is wrong");
            }
            return Jwt.withTokenValue(token)
                    .header("alg", "RS256")
                    .subject(token)
                    .expiresAt(NOW.plus(LIFE))
                    .build();
        };
    }

    @Test
    void verifiesATokenOnce() {
        Jwt first = tokens.decode("one");
        assertThat(tokens.decode("one")).isSameAs(first);
        assertThat(tokens.decode("another").getSubject()).isEqualTo("another");
        assertThat(verified).hasValue(2);
    }

    @Test
    void verifiesItAgainAfterAMinute() {
        tokens.decode("one");
        nanos.addAndGet(RememberedTokens.TIME_TO_LIVE.toNanos() + 1);
        tokens.decode("one");
        assertThat(verified).hasValue(2);
    }

    @Test
    void refusesATokenThatHasEndedMeanwhile() {
        tokens.decode("one");
        time.setClock(Clock.fixed(NOW.plus(LIFE).plusMillis(1), ZoneOffset.UTC));
        assertThatThrownBy(() -> tokens.decode("one")).isInstanceOf(JwtException.class);
    }

    @Test
    void remembersNoTokenThatWasRefused() {
        assertThatThrownBy(() -> tokens.decode("forged")).isInstanceOf(BadJwtException.class);
        assertThatThrownBy(() -> tokens.decode("forged")).isInstanceOf(BadJwtException.class);
        assertThat(verified).hasValue(2);
    }
}
