package com.cruddur.cli.ddb.replay;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.ChangeMessageVisibilityRequest;
import software.amazon.awssdk.services.sqs.model.ChangeMessageVisibilityResponse;
import software.amazon.awssdk.services.sqs.model.DeleteMessageRequest;
import software.amazon.awssdk.services.sqs.model.DeleteMessageResponse;
import software.amazon.awssdk.services.sqs.model.GetQueueUrlRequest;
import software.amazon.awssdk.services.sqs.model.GetQueueUrlResponse;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageNotInflightException;
import software.amazon.awssdk.services.sqs.model.ReceiveMessageRequest;
import software.amazon.awssdk.services.sqs.model.ReceiveMessageResponse;

class FailureQueueTest {

    private final Sqs sqs = new Sqs("one", "two", "three");
    private long now;
    private final FailureQueue queue = new FailureQueue(sqs, "failures", () -> now);

    @Test
    void aReplayThatTakesLongKeepsItsNotesHidden() {
        queue.receive();
        now += TimeUnit.MINUTES.toNanos(4);
        queue.keepHidden();
        assertThat(sqs.changes).isEmpty();
        queue.delete("two");

        now += TimeUnit.MINUTES.toNanos(4);
        queue.keepHidden();
        queue.keepHidden();

        assertThat(sqs.changes).containsExactly("one for 900 s", "three for 900 s");
    }

    @Test
    void closedItShowsWhatIsLeft() {
        queue.receive();
        queue.delete("two");

        queue.close();

        assertThat(sqs.changes).containsExactly("one for 0 s", "three for 0 s");
    }

    @Test
    void oneThatIsNotHiddenAnyMoreKeepsNoOtherFromBeingShown() {
        queue.receive();
        sqs.shown = "one";

        queue.close();

        assertThat(sqs.changes).containsExactly("two for 0 s", "three for 0 s");
    }

    /** Gives its messages once. */
    private static final class Sqs implements SqsClient {

        private final List<Message> messages = new ArrayList<>();
        private final List<String> changes = new ArrayList<>();
        private String shown = "";

        Sqs(String... receipts) {
            for (String receipt : receipts) {
                messages.add(Message.builder().receiptHandle(receipt).build());
            }
        }

        @Override
        public GetQueueUrlResponse getQueueUrl(GetQueueUrlRequest request) {
            return GetQueueUrlResponse.builder().queueUrl("url").build();
        }

        @Override
        public ReceiveMessageResponse receiveMessage(ReceiveMessageRequest request) {
            ReceiveMessageResponse all =
                    ReceiveMessageResponse.builder().messages(messages).build();
            messages.clear();
            return all;
        }

        @Override
        public DeleteMessageResponse deleteMessage(DeleteMessageRequest request) {
            return DeleteMessageResponse.builder().build();
        }

        @Override
        public ChangeMessageVisibilityResponse changeMessageVisibility(ChangeMessageVisibilityRequest request) {
            if (request.receiptHandle().equals(shown)) {
                throw MessageNotInflightException.builder().statusCode(400).build();
            }
            changes.add(request.receiptHandle() + " for " + request.visibilityTimeout() + " s");
            return ChangeMessageVisibilityResponse.builder().build();
        }

        @Override
        public String serviceName() {
            return "sqs";
        }

        @Override
        public void close() {}
    }
}
