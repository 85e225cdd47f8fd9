package com.cruddur.bench.subject;

import com.cruddur.bench.StreamBatches;
import com.cruddur.core.people.UserId;
import com.cruddur.stream.MessagingStreamHandler;
import java.util.List;

/** Plays Lambda for one message, in a JVM that has the function's archive and this. Ends with 1 if the function failed. */
public final class FirstBatch {

    private FirstBatch() {}

    /** @param people the uuids of two people with a conversation, whose second message it is */
    public static void main(String[] people) {
        var message = StreamBatches.message(UserId.parse(people[0]), UserId.parse(people[1]), 2);
        var answer = new MessagingStreamHandler().handleRequest(StreamBatches.of(List.of(message)), null);
        System.exit(answer.getBatchItemFailures().isEmpty() ? 0 : 1);
    }
}
