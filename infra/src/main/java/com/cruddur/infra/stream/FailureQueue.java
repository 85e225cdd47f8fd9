package com.cruddur.infra.stream;

import com.cruddur.infra.shared.Suppression;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.sqs.Queue;
import software.amazon.awscdk.services.sqs.QueueEncryption;
import software.constructs.Construct;

/**
 * The dead-letter queue of the trigger. It gets the shard and the sequence numbers of records that failed, not the
 * records themselves. Only operators read it; {@code ddb replay} does what the records would have done.
 */
final class FailureQueue extends Construct {

    static final String NAME = StreamFunction.NAME + "-failures";

    /** The longest that SQS keeps a message. */
    private static final Duration RETENTION = Duration.days(14);

    private final Queue queue;

    FailureQueue(Construct scope) {
        super(scope, "Failures");
        queue = Queue.Builder.create(this, "Queue")
                .queueName(NAME)
                .encryption(QueueEncryption.SQS_MANAGED)
                .enforceSsl(true)
                .retentionPeriod(RETENTION)
                .build();
        Suppression.of(queue, "AwsSolutions-SQS3", "It is itself where failures end; people read it, no program does");
    }

    Queue queue() {
        return queue;
    }
}
