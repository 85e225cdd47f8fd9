package com.cruddur.cli.doctor;

import com.cruddur.cli.connection.ConnectionOptions;
import com.cruddur.cli.ddb.table.Tables;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.EventSourceMappingConfiguration;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** What Lambda does with the table's stream, and what it gave up on. */
final class TriggerChecks {

    private static final String NAME = "stream trigger";
    private static final String QUEUE = "failure queue";
    private static final String SEE_LOG =
            "See the log of the stream function; './cruddur ddb tail' shows the stream itself";

    private final ConnectionOptions connection;

    TriggerChecks(ConnectionOptions connection) {
        this.connection = connection;
    }

    List<Check> check() {
        if (!connection.isOnAws()) {
            return List.of(Check.skipped(NAME, "in the local stack a pump plays its part"));
        }
        String stream;
        try {
            stream = connection.with(dynamoDb ->
                    new Tables(dynamoDb).describe(connection.tableName()).latestStreamArn());
        } catch (ResourceNotFoundException e) {
            return List.of(Check.skipped(NAME, "not checked: there is no table " + connection.tableName()));
        }
        if (stream == null) {
            return List.of(Check.failure(NAME, "The table has no stream", "Switch it on first"));
        }
        try (LambdaClient lambda =
                connection.clients().prepare(LambdaClient.builder(), "LAMBDA").build()) {
            List<EventSourceMappingConfiguration> triggers = connection
                    .clients()
                    .calling("LAMBDA", () -> lambda.listEventSourceMappings(list -> list.eventSourceArn(stream)))
                    .eventSourceMappings();
            if (triggers.isEmpty()) {
                return List.of(Check.failure(
                        NAME,
                        "Nobody reads the stream " + stream,
                        "Deploy the stream function, then './cruddur ddb rebuild'"));
            }
            List<Check> checks = new ArrayList<>();
            for (EventSourceMappingConfiguration trigger : triggers) {
                checks.add(state(trigger));
                checks.add(queue(destination(trigger)));
            }
            return checks;
        }
    }

    private static Check state(EventSourceMappingConfiguration trigger) {
        String function = Objects.requireNonNullElse(trigger.functionArn(), "?");
        String name = function.substring(function.lastIndexOf(':') + 1);
        String result = Objects.requireNonNullElse(trigger.lastProcessingResult(), "no result yet");
        String finding = "%s is %s, last result: %s".formatted(name, trigger.state(), result);
        if (!"Enabled".equals(trigger.state())) {
            return Check.failure(NAME, finding, "Enable the trigger, then './cruddur ddb rebuild'");
        }
        if (result.contains("PROBLEM") || result.contains("rror")) {
            return Check.failure(NAME, finding, SEE_LOG);
        }
        return Check.ok(NAME, finding);
    }

    private static @Nullable String destination(EventSourceMappingConfiguration trigger) {
        return trigger.destinationConfig() == null
                        || trigger.destinationConfig().onFailure() == null
                ? null
                : trigger.destinationConfig().onFailure().destination();
    }

    private Check queue(@Nullable String arn) {
        if (arn == null) {
            return Check.warning(
                    QUEUE, "The trigger has none: a record that fails is lost", "Deploy the stream function's stack");
        }
        if (!arn.contains(":sqs:")) {
            return Check.skipped(QUEUE, "not checked: " + arn + " is no queue");
        }
        String[] parts = arn.split(":", -1);
        try (SqsClient sqs =
                connection.clients().prepare(SqsClient.builder(), "SQS").build()) {
            String url = connection
                    .clients()
                    .calling(
                            "SQS",
                            () -> sqs.getQueueUrl(get -> get.queueName(parts[5]).queueOwnerAWSAccountId(parts[4])))
                    .queueUrl();
            String depth = sqs.getQueueAttributes(
                            get -> get.queueUrl(url).attributeNames(QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES))
                    .attributes()
                    .get(QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES);
            return "0".equals(depth)
                    ? Check.ok(QUEUE, parts[5] + " is empty")
                    : Check.failure(
                            QUEUE,
                            parts[5] + " holds " + depth + " batches that were given up",
                            SEE_LOG + "; './cruddur ddb replay' does what they would have done");
        }
    }
}
