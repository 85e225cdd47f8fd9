package com.cruddur.stream.invariant;

import com.cruddur.core.UseCases;
import com.cruddur.core.conversation.ConversationId;
import com.cruddur.core.group.History;
import com.cruddur.core.message.Message;
import com.cruddur.core.message.MessageText;
import com.cruddur.core.people.Handle;
import com.cruddur.core.people.User;
import com.cruddur.core.people.UserId;
import com.cruddur.core.send.IdempotencyKey;
import com.cruddur.core.testing.LocalDynamoDb;
import com.cruddur.stream.invariant.Scenario.Conversation;
import com.cruddur.stream.invariant.Scenario.Send;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkClientException;

/** Three people who send through two instances of the API in turn, and one who is in no conversation. */
final class Senders {

    private static final int ATTEMPTS = 30;

    /** A send that was acknowledged, once or more often. */
    record Acknowledged(String text, List<Message> answers) {}

    private final List<User> people = List.of(person("alice"), person("bob"), person("carol"));
    private final User outsider = person("mallory");
    private final Faults faults = new Faults();
    private final RequestLog requests = new RequestLog();
    private final List<UseCases> instances;
    private final List<Acknowledged> acknowledged = new ArrayList<>();
    private @Nullable ConversationId allThree;
    private int attempts;
    private int texts;

    Senders(String tableName, RowWitness witness) {
        this.instances = List.of(instance(tableName, witness), instance(tableName, witness));
    }

    List<Acknowledged> acknowledged() {
        return acknowledged;
    }

    RequestLog requests() {
        return requests;
    }

    User alice() {
        return people.get(0);
    }

    List<User> people() {
        return people;
    }

    User outsider() {
        return outsider;
    }

    UseCases useCases() {
        return instances.get(attempts++ % 2);
    }

    /** Alice and Bob write their first message to each other at the same moment. */
    void openFromBothSides() {
        User bob = people.get(1);
        String hello = nextText(false);
        String hi = nextText(true);
        IdempotencyKey key = newKey();
        List<Message> both = Together.both(
                () -> instances.get(0).openConversation().open(alice(), bob, new MessageText(hello), key),
                () -> instances.get(1).openConversation().open(bob, alice(), new MessageText(hi), key));
        acknowledged.add(new Acknowledged(hello, List.of(both.get(0))));
        acknowledged.add(new Acknowledged(hi, List.of(both.get(1))));
    }

    void send(Send send) {
        String text = nextText(send.longText());
        IdempotencyKey key = send.keyed() ? newKey() : null;
        faults.plan(send.faults());
        List<Message> answers = new ArrayList<>();
        int wanted = send.keyed() ? 1 + send.repeats() : 1;
        for (int i = 0; i < (send.keyed() ? ATTEMPTS : 1) && answers.size() < wanted; i++) {
            try {
                answers.add(attempt(send, new MessageText(text), key));
            } catch (SdkClientException e) {
                // Not acknowledged: stored or not, nobody knows.
            }
        }
        faults.plan(List.of());
        if (!answers.isEmpty()) {
            acknowledged.add(new Acknowledged(text, answers));
        }
    }

    private Message attempt(Send send, MessageText text, @Nullable IdempotencyKey key) {
        List<User> members = send.conversation() == Conversation.ALICE_AND_BOB
                ? people.subList(0, 2)
                : send.conversation() == Conversation.ALICE_AND_CAROL ? List.of(people.get(0), people.get(2)) : people;
        User sender = members.get(send.sender() % members.size());
        if (send.conversation() == Conversation.ALL_THREE && allThree != null) {
            return useCases().sendMessage().send(sender, allThree, text, key);
        }
        List<User> others = members.stream().filter(m -> !m.equals(sender)).toList();
        if (others.size() == 1) {
            return useCases().openConversation().open(sender, others.get(0), text, key);
        }
        IdempotencyKey ofTheGroup = key == null ? null : new IdempotencyKey("group-" + key.value());
        allThree = useCases()
                .createGroup()
                .create(sender, others, null, History.ALL, ofTheGroup)
                .id();
        return useCases().sendMessage().send(sender, allThree, text, key);
    }

    private UseCases instance(String tableName, RowWitness witness) {
        return UseCases.of(LocalDynamoDb.shared().client(requests, witness, faults), tableName, Clock.systemUTC());
    }

    private String nextText(boolean longer) {
        return "text " + texts++ + (longer ? " and so on".repeat(20) : "");
    }

    private static IdempotencyKey newKey() {
        return new IdempotencyKey(UUID.randomUUID().toString());
    }

    private static User person(String handle) {
        return new User(new UserId(UUID.randomUUID()), new Handle(handle), handle);
    }
}
