package com.cruddur.stream;

import com.cruddur.core.conversation.ConversationId;
import com.cruddur.core.people.UserId;
import java.util.Arrays;

/** Plays Lambda for one message, in a JVM that has the Lambda package and nothing else. */
final class InvokeOnce {

    private InvokeOnce() {}

    /** @param args the message's conversation, number and text, and the uuids of the members */
    public static void main(String[] args) {
        var members = Arrays.stream(args).skip(3).map(UserId::parse).toList();
        var message =
                StreamEvents.insertOf(ConversationId.parse(args[0]), Long.parseLong(args[1]), args[2], members, "1");
        var answer = new MessagingStreamHandler().handleRequest(StreamEvents.batch(message), null);
        System.exit(answer.getBatchItemFailures().size());
    }
}
