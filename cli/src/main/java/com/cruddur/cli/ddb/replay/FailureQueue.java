package com.cruddur.cli.ddb.replay;

import com.cruddur.core.problem.CruddurException;
import com.cruddur.core.problem.ErrorCode;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import software.amazon.awssdk.http.HttpStatusCode;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.QueueDoesNotExistException;
import software.amazon.awssdk.services.sqs.model.SqsException;

/** The queue to which Lambda sends a note of each batch that it gives up. Closed, it shows again what was not deleted. */
public final class FailureQueue implements AutoCloseable {

    /** As infra's stack names it. */
    public static final String DEFAULT_NAME = "cruddur-messaging-stream-failures";

    private static final int MOST_AT_ONCE = 10;

    /** Nobody else sees a note meanwhile. One that is not deleted by then comes again: nothing is lost. */
    private static final int HIDDEN_SECONDS = 15 * 60;

    private static final long RENEWED_NANOS = TimeUnit.SECONDS.toNanos(HIDDEN_SECONDS / 3);

    private final SqsClient sqs;
    private final String url;
    private final LongSupplier nanoTime;
    private final Set<String> hidden = new LinkedHashSet<>();
    private long renewed;

    /** @throws CruddurException {@link ErrorCode#NOT_FOUND} if there is no such queue */
    public FailureQueue(SqsClient sqs, String name) {
        this(sqs, name, System::nanoTime);
    }

    FailureQueue(SqsClient sqs, String name, LongSupplier nanoTime) {
        this.sqs = sqs;
        this.nanoTime = nanoTime;
        this.renewed = nanoTime.getAsLong();
        try {
            this.url = sqs.getQueueUrl(get -> get.queueName(name)).queueUrl();
        } catch (QueueDoesNotExistException e) {
            throw new CruddurException(
                    ErrorCode.NOT_FOUND,
                    "There is no queue " + name
                            + " in this account and region: name it with --queue, or deploy the stack"
                            + " of the stream function");
        }
    }

    /** Every message, until the queue says that it has no more. */
    List<Message> receive() {
        List<Message> all = new ArrayList<>();
        List<Message> some;
        do {
            some = sqs.receiveMessage(receive -> receive.queueUrl(url)
                            .maxNumberOfMessages(MOST_AT_ONCE)
                            .visibilityTimeout(HIDDEN_SECONDS)
                            .waitTimeSeconds(1))
                    .messages();
            some.forEach(message -> hidden.add(message.receiptHandle()));
            all.addAll(some);
            keepHidden();
        } while (!some.isEmpty());
        return all;
    }

    void delete(String receipt) {
        sqs.deleteMessage(delete -> delete.queueUrl(url).receiptHandle(receipt));
        hidden.remove(receipt);
    }

    /** To be called at least every ten minutes, for as long as notes are worked on. Most calls do nothing. */
    public void keepHidden() {
        if (nanoTime.getAsLong() - renewed > RENEWED_NANOS) {
            renewed = nanoTime.getAsLong();
            hidden.forEach(receipt -> hide(receipt, HIDDEN_SECONDS));
        }
    }

    @Override
    public void close() {
        hidden.forEach(receipt -> hide(receipt, 0));
    }

    private void hide(String receipt, int seconds) {
        try {
            sqs.changeMessageVisibility(
                    change -> change.queueUrl(url).receiptHandle(receipt).visibilityTimeout(seconds));
        } catch (SqsException e) {
            if (e.statusCode() != HttpStatusCode.BAD_REQUEST) {
                throw e;
            }
            // It is shown again already, or somebody else has deleted it.
        }
    }
}
