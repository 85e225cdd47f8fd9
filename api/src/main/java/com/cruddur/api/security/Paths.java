package com.cruddur.api.security;

import static org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher.pathPattern;

import com.cruddur.api.contract.PageAddresses;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.http.HttpMethod;
import org.springframework.security.web.util.matcher.OrRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;

/** What is open. A path that is not here needs a token under {@code /api} and does not exist elsewhere. */
final class Paths {

    static final RequestMatcher API = pathPattern("/api/**");

    static final RequestMatcher WITHOUT_TOKEN = any("/api/users/{handle}/short");

    static final RequestMatcher TOKEN_OPTIONAL = any("/api/activities/home");

    static final RequestMatcher PROBES = any("/livez", "/readyz");

    static final RequestMatcher CONTRACT = any("/openapi.yaml", "/asyncapi.yaml", "/docs", "/docs/**");

    /** The pages: what the browser loads, and the addresses that they show. */
    static final RequestMatcher PAGES = any(
            Stream.of(PageAddresses.get().pagePatterns(), PageAddresses.get().filePatterns(), List.of("/config.json"))
                    .flatMap(List::stream)
                    .toArray(String[]::new));

    private Paths() {}

    private static RequestMatcher any(String... patterns) {
        RequestMatcher[] matchers = new RequestMatcher[2 * patterns.length];
        for (int i = 0; i < patterns.length; i++) {
            matchers[2 * i] = pathPattern(HttpMethod.GET, patterns[i]);
            matchers[2 * i + 1] = pathPattern(HttpMethod.HEAD, patterns[i]);
        }
        return new OrRequestMatcher(matchers);
    }
}
