package com.cruddur.api.limit;

import static org.assertj.core.api.Assertions.assertThat;

import com.cruddur.api.testing.Answer;
import com.cruddur.api.testing.ApiExtension;
import com.cruddur.api.testing.Call;
import com.cruddur.api.testing.ContractOperation;
import com.cruddur.api.testing.Person;
import com.cruddur.api.testing.Reported;
import com.cruddur.api.testing.RunningApi;
import com.cruddur.core.problem.ErrorCode;
import io.github.bucket4j.TimeMeter;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.context.ConfigurableApplicationContext;

/** An instance with narrow limits, and time that stands still: what counts is how often, not how fast. */
@ExtendWith({ApiExtension.class, Reported.class})
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RateLimitIT {

    private static final int USER = 5;
    private static final int ADDRESS = 20;
    private static final String FEED = "/api/activities/home";

    private final RunningApi api;
    private final StoppedTime time = new StoppedTime();
    private final ConfigurableApplicationContext limited;
    private final Person alice;
    private final Person bob;

    RateLimitIT(RunningApi api) {
        this.api = api;
        this.alice = api.person();
        this.bob = api.person();
        this.limited = api.another(
                beans -> beans.registerBean(TimeMeter.class, () -> time),
                "cruddur.rate-limit.enabled=true",
                "cruddur.rate-limit.user-burst=" + USER,
                "cruddur.rate-limit.user-per-minute=6",
                "cruddur.rate-limit.address-burst=" + ADDRESS,
                "cruddur.rate-limit.address-per-minute=60",
                "cruddur.rate-limit.user-at-once=300",
                "cruddur.rate-limit.address-at-once=300",
                "cruddur.rate-limit.proxies=1");
    }

    @BeforeEach
    void everyBucketIsFull() {
        time.pass(Duration.ofHours(1));
    }

    @AfterAll
    void stop() {
        limited.close();
    }

    static Stream<ContractOperation> operations() {
        return ContractOperation.all().stream();
    }

    @Test
    void whoWaitsAsToldIsServed() {
        assertThat(served(USER, () -> get(FEED).as(alice))).isEqualTo(USER);

        Answer refused = get(FEED).as(alice).send().is(ErrorCode.TOO_MANY_REQUESTS);
        assertThat(refused.header("Retry-After")).contains("10");
        assertThat(refused.text("detail")).isEqualTo("Try again in 10 seconds");
        time.pass(Duration.ofSeconds(9));
        get(FEED).as(alice).send().is(ErrorCode.TOO_MANY_REQUESTS);
        time.pass(Duration.ofSeconds(1));
        get(FEED).as(alice).send().isOk();
        get(FEED).as(alice).send().is(ErrorCode.TOO_MANY_REQUESTS);
    }

    /** From one address: the noisy one is cut off, the other is not. Both at once: NoisyNeighbourIT. */
    @Test
    void aNoisyUserTakesNothingFromAnother() {
        List<Answer> noisy = IntStream.range(0, 200)
                .parallel()
                .mapToObj(i -> get(FEED).as(alice).send())
                .toList();
        long quiet = served(USER, () -> get(FEED).as(bob));

        assertThat(noisy.stream().filter(answer -> answer.status() == 200)).hasSize(USER);
        assertThat(noisy.stream().filter(answer -> answer.status() == 429)).hasSize(200 - USER);
        assertThat(quiet).isEqualTo(USER);
    }

    @Test
    void aUserHasOneLimitForAllTheirTokens() {
        served(USER, () -> get(FEED).as(alice));

        get(FEED).token(api.issuer().token(alice.sub())).send().is(ErrorCode.TOO_MANY_REQUESTS);
    }

    @Test
    void validTokensCostTheirAddressNothing() {
        served(3 * ADDRESS, () -> get(FEED).as(alice));

        assertThat(served(3 * ADDRESS, () -> get(FEED))).isEqualTo(ADDRESS);
    }

    @Test
    void whoHasNoTokenIsLimitedByAddress() {
        assertThat(served(ADDRESS + 10, () -> get(FEED))).isEqualTo(ADDRESS);
        Answer refused = get(FEED).send().is(ErrorCode.TOO_MANY_REQUESTS);

        assertThat(refused.header("Retry-After")).contains("1");
    }

    @Test
    void aFloodOfBadTokensIsRefusedBeforeTheyAreChecked() {
        String bad = api.issuer().token(alice.sub(), claims -> claims.issuer("https://elsewhere.example.com"));
        for (int i = 0; i < ADDRESS; i++) {
            get(FEED).token(bad).send().is(ErrorCode.UNAUTHENTICATED);
        }

        get(FEED).token(bad).send().is(ErrorCode.TOO_MANY_REQUESTS);
        get(FEED).token("nonsense").send().is(ErrorCode.TOO_MANY_REQUESTS);
    }

    @ParameterizedTest
    @MethodSource("operations")
    void everyOperationRefusesAsTheContractSays(ContractOperation operation) {
        served(ADDRESS, () -> get(FEED));
        String path = operation
                .path()
                .replace("{handle}", bob.handle())
                .replace("{message_group_uuid}", "d79031e4-171c-5282-916c-28ef29488129")
                .replace("{user_uuid}", "d79031e4-171c-5282-916c-28ef29488129")
                .replace("{seq}", "1")
                .replace("{emoji}", "%F0%9F%91%8D");

        Call call = RunningApi.call(limited, operation.method(), path).as(alice);
        (operation.hasBody() ? call.body("{}") : call).send().is(ErrorCode.TOO_MANY_REQUESTS);
    }

    @Test
    void theAddressIsTheOneThatTheProxyNames() {
        served(ADDRESS, () -> get(FEED).header("X-Forwarded-For", "198.51.100.1"));

        get(FEED).header("X-Forwarded-For", "198.51.100.1").send().is(ErrorCode.TOO_MANY_REQUESTS);
        get(FEED).header("X-Forwarded-For", "192.0.2.66, 198.51.100.1").send().is(ErrorCode.TOO_MANY_REQUESTS);
        get(FEED).header("X-Forwarded-For", "198.51.100.1, 198.51.100.2").send().isOk();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/livez", "/readyz"})
    void theProbesOfALoadBalancerAreNotLimited(String probe) {
        served(ADDRESS, () -> get(FEED));

        for (int i = 0; i < 3 * ADDRESS; i++) {
            // On a slow machine the table may be late, which is no refusal.
            assertThat(get(probe).sendUnchecked().status()).isNotEqualTo(429);
        }
        get("/config.json").sendUnchecked().is(ErrorCode.TOO_MANY_REQUESTS);
    }

    @Test
    void aPageOfAnotherOriginCanReadTheRefusal() {
        served(ADDRESS, () -> get(FEED));

        Answer refused =
                get(FEED).header("Origin", "https://app.example.com").send().is(ErrorCode.TOO_MANY_REQUESTS);
        assertThat(refused.header("Access-Control-Allow-Origin")).contains("https://app.example.com");
        assertThat(refused.header("Access-Control-Expose-Headers").orElse("")).contains("Retry-After");
    }

    private Call get(String address) {
        return RunningApi.call(limited, "GET", address);
    }

    private static long served(int attempts, Supplier<Call> call) {
        return IntStream.range(0, attempts)
                .filter(attempt -> call.get().send().status() == 200)
                .count();
    }
}
