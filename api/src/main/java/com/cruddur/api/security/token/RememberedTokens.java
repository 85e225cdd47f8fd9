package com.cruddur.api.security.token;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import java.time.Duration;
import org.springframework.security.oauth2.core.OAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2TokenValidatorResult;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtValidationException;

/**
 * Remembers for a minute which tokens were found valid: their signature is not computed again. That a token has ended is
 * looked at each time. A key that the issuer takes back is believed that minute longer.
 */
final class RememberedTokens implements JwtDecoder {

    static final Duration TIME_TO_LIVE = Duration.ofMinutes(1);

    /** About 40 MB for tokens of the usual 1 KB: those of the latest minute; whoever is forgotten is verified again. */
    private static final int MOST = 10_000;

    private final JwtDecoder decoder;
    private final OAuth2TokenValidator<Jwt> time;
    private final Cache<String, Jwt> valid;

    /**
     * @param decoder verifies what is not remembered, or throws
     * @param time says whether a token has begun and not ended
     */
    RememberedTokens(JwtDecoder decoder, OAuth2TokenValidator<Jwt> time) {
        this(decoder, time, Ticker.systemTicker());
    }

    RememberedTokens(JwtDecoder decoder, OAuth2TokenValidator<Jwt> time, Ticker ticker) {
        this.decoder = decoder;
        this.time = time;
        this.valid = Caffeine.newBuilder()
                .maximumSize(MOST)
                .expireAfterWrite(TIME_TO_LIVE)
                .ticker(ticker)
                .build();
    }

    @Override
    public Jwt decode(String token) {
        Jwt known = valid.getIfPresent(token);
        if (known == null) {
            Jwt decoded = decoder.decode(token);
            valid.put(token, decoded);
            return decoded;
        }
        OAuth2TokenValidatorResult result = time.validate(known);
        if (result.hasErrors()) {
            valid.invalidate(token);
            throw new JwtValidationException("The token has ended", result.getErrors());
        }
        return known;
    }
}
