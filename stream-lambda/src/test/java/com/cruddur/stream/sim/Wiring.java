package com.cruddur.stream.sim;

import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse;
import com.cruddur.core.live.LiveBus;
import com.cruddur.stream.MessagingStreamHandler;
import com.cruddur.stream.RowWriter;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * Which code is under test.
 *
 * @param function the stream function on a client
 * @param anyPermission whether the function may call what it likes, not only what its policy allows: for mutants
 * @param api what lies between the API and its client: for mutants
 * @param rebuild what lies between the rebuild and its client: for mutants
 * @param cacheDefect what is wrong with the API's cache: for mutants
 * @param liveDefect what is wrong with the clients' streams: for mutants
 */
record Wiring(
        BiFunction<DynamoDbClient, LiveBus, RequestHandler<DynamodbEvent, StreamsEventResponse>> function,
        boolean anyPermission,
        UnaryOperator<DynamoDbClient> api,
        UnaryOperator<DynamoDbClient> rebuild,
        CacheDefect cacheDefect,
        LiveClient.Defect liveDefect) {

    static final String TABLE = "simulated";

    /** The code as it is. */
    static Wiring real() {
        return of((client, bus) -> new MessagingStreamHandler(new RowWriter(client, TABLE, bus), 1), false);
    }

    /** The same with another function, which may do what it likes, and tells nobody. */
    static Wiring ofFunction(Function<DynamoDbClient, RequestHandler<DynamodbEvent, StreamsEventResponse>> function) {
        return of((client, bus) -> function.apply(client), true);
    }

    private static Wiring of(
            BiFunction<DynamoDbClient, LiveBus, RequestHandler<DynamodbEvent, StreamsEventResponse>> function,
            boolean anyPermission) {
        return new Wiring(
                function,
                anyPermission,
                UnaryOperator.identity(),
                UnaryOperator.identity(),
                CacheDefect.NONE,
                LiveClient.Defect.NONE);
    }

    Wiring withApi(UnaryOperator<DynamoDbClient> between) {
        return new Wiring(function, anyPermission, between, rebuild, cacheDefect, liveDefect);
    }

    Wiring withRebuild(UnaryOperator<DynamoDbClient> between) {
        return new Wiring(function, anyPermission, api, between, cacheDefect, liveDefect);
    }

    Wiring withCache(CacheDefect defect) {
        return new Wiring(function, anyPermission, api, rebuild, defect, liveDefect);
    }

    Wiring withClients(LiveClient.Defect defect) {
        return new Wiring(function, anyPermission, api, rebuild, cacheDefect, defect);
    }
}
