package com.cruddur.stream.sim;

import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse;
import com.cruddur.stream.MessagingStreamHandler;
import com.cruddur.stream.RowWriter;
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
 */
record Wiring(
        Function<DynamoDbClient, RequestHandler<DynamodbEvent, StreamsEventResponse>> function,
        boolean anyPermission,
        UnaryOperator<DynamoDbClient> api,
        UnaryOperator<DynamoDbClient> rebuild) {

    static final String TABLE = "simulated";

    /** The code as it is. */
    static Wiring real() {
        return new Wiring(
                client -> new MessagingStreamHandler(new RowWriter(client, TABLE), 1),
                false,
                UnaryOperator.identity(),
                UnaryOperator.identity());
    }

    /** The same with another function, which may do what it likes. */
    static Wiring ofFunction(Function<DynamoDbClient, RequestHandler<DynamodbEvent, StreamsEventResponse>> function) {
        return new Wiring(function, true, UnaryOperator.identity(), UnaryOperator.identity());
    }

    Wiring withApi(UnaryOperator<DynamoDbClient> between) {
        return new Wiring(function, anyPermission, between, rebuild);
    }

    Wiring withRebuild(UnaryOperator<DynamoDbClient> between) {
        return new Wiring(function, anyPermission, api, between);
    }
}
