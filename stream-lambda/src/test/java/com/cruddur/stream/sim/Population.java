package com.cruddur.stream.sim;

import com.cruddur.core.UseCases;
import com.cruddur.core.conversation.ConversationId;
import com.cruddur.core.group.GroupTitle;
import com.cruddur.core.group.History;
import com.cruddur.core.message.Message;
import com.cruddur.core.message.MessageText;
import com.cruddur.core.people.Handle;
import com.cruddur.core.people.User;
import com.cruddur.core.people.UserId;
import com.cruddur.core.problem.CruddurException;
import com.cruddur.core.problem.ErrorCode;
import com.cruddur.core.send.IdempotencyKey;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;

/** The clients: what they want to send, what they know, and what they do when no answer comes. */
final class Population {

    static final List<User> PEOPLE = List.of(person(1, "alice"), person(2, "bob"), person(3, "carol"));
    static final User OUTSIDER = person(9, "mallory");

    /** A client: one thing after the other, but it does not wait for an answer for ever. */
    private final class Client {
        private final User user;
        private int wishes;
        private @Nullable IdempotencyKey lastKey;
        private @Nullable Send current;
        private int attemptsLeft;
        private boolean waiting;

        Client(User user, int wishes) {
            this.user = user;
            this.wishes = wishes;
        }
    }

    private final Choices choices;
    private final Network network;
    private final Tally tally;
    private final Trace trace;
    private final Readings readings;
    private final KnownConversations known;
    private final Readers readers;
    private final Changers changers;
    private final Promises promises;
    private final @Nullable OwnSends ownSends;
    private final List<Client> clients = new ArrayList<>();
    private final List<Send> sends = new ArrayList<>();

    Population(
            Choices choices,
            Network network,
            Tally tally,
            Trace trace,
            Readings readings,
            KnownConversations known,
            Readers readers,
            Changers changers,
            Promises promises,
            @Nullable OwnSends ownSends) {
        this.ownSends = ownSends;
        this.changers = changers;
        this.promises = promises;
        this.choices = choices;
        this.network = network;
        this.tally = tally;
        this.trace = trace;
        this.known = known;
        this.readers = readers;
        this.readings = readings;
    }

    /** New wishes, one at least for each client; nobody waits for anything any more. */
    void wish(int most) {
        clients.clear();
        int count = 1 + choices.below(PEOPLE.size());
        for (int i = 0; i < count; i++) {
            clients.add(new Client(PEOPLE.get(i), 1 + choices.below(most)));
        }
    }

    List<Send> sends() {
        return sends;
    }

    /** The clients that could do something now. */
    int ready() {
        int ready = 0;
        for (Client client : clients) {
            ready += isReady(client) ? 1 : 0;
        }
        return ready;
    }

    private static boolean isReady(Client client) {
        return client.current == null ? client.wishes > 0 : client.attemptsLeft > 0 || !client.waiting;
    }

    /** A client loses its memory: it waits for nothing any more. */
    void crash() {
        Client client = clients.get(choices.below(clients.size()));
        if (client.current != null) {
            tally.count(Event.CLIENT_KILLED);
        }
        client.current = null;
    }

    /** @return what the ready client of this number asks of an instance of the API; null if it only gave up waiting */
    @Nullable
    Consumer<UseCases> next(int number) {
        int left = number;
        for (Client client : clients) {
            if (isReady(client) && left-- == 0) {
                return next(client);
            }
        }
        throw new IllegalArgumentException("No client " + number);
    }

    private @Nullable Consumer<UseCases> next(Client client) {
        if (client.current == null) {
            client.wishes--;
            int kind = choices.below(ownSends == null ? 16 : 22);
            if (kind >= 16) {
                // What is kept or told is wrong most often where messages are changed.
                return useCases -> changers.change(client.user, (kind - 16) % 3, useCases);
            } else if (kind >= 10) {
                return useCases -> changers.change(client.user, kind - 10, useCases);
            } else if (kind >= 8) {
                return useCases -> readers.read(client.user, useCases);
            }
            Send old = kind == 7 ? oldSend(client.user) : null;
            client.current = old == null ? newSend(client, kind) : old;
            client.attemptsLeft = 1 + choices.below(3);
        }
        if (client.attemptsLeft == 0) {
            client.current = null;
            return null;
        }
        client.attemptsLeft--;
        client.waiting = true;
        Send send = client.current;
        return useCases -> {
            boolean told = false;
            try {
                told = attempt(send, useCases);
            } finally {
                if (client.current == send) {
                    client.waiting = false;
                    // Some repeat what was acknowledged; what has no key is better not repeated.
                    if (send.key == null || told && !choices.percent(30)) {
                        client.current = null;
                    }
                }
            }
        };
    }

    /** One that its sender may well repeat, though others have written since. */
    private @Nullable Send oldSend(User user) {
        List<Send> old = sends.stream()
                .filter(send -> send.sender.equals(user) && send.key != null)
                .toList();
        if (old.isEmpty()) {
            return null;
        }
        Send send = old.get(choices.below(old.size()));
        if (sends.indexOf(send) < sends.size() - 1) {
            tally.count(Event.OLD_SEND_REPEATED);
        }
        return send;
    }

    private Send newSend(Client client, int kind) {
        List<User> others = new ArrayList<>(PEOPLE);
        others.remove(client.user);
        ConversationId conversation = null;
        if (kind < 4) {
            others = List.of(others.get(choices.below(2)));
        } else if (kind < 6) {
            List<ConversationId> mine = known.of(client.user);
            if (!mine.isEmpty()) {
                conversation = mine.get(choices.below(mine.size()));
                others = new ArrayList<>(known.members(conversation));
                others.remove(client.user);
            }
        }
        boolean makesAGroup = conversation == null && others.size() > 1;
        boolean isLong = !makesAGroup && choices.below(4) == 3;
        String text = "text " + sends.size() + (isLong ? " and so on".repeat(20) : "");
        boolean keyed = choices.below(4) != 3;
        IdempotencyKey key = keyed ? new IdempotencyKey("key-" + sends.size()) : null;
        if (keyed && client.lastKey != null && choices.percent(8)) {
            key = client.lastKey; // by mistake
        }
        client.lastKey = key;
        Send send = new Send(client.user, List.copyOf(others), conversation, text, key);
        if (key != null) {
            for (Send other : sends) {
                if (other.sender.equals(send.sender) && key.equals(other.key)) {
                    other.sharesKey = true;
                    send.sharesKey = true;
                }
            }
        }
        sends.add(send);
        return send;
    }

    /** @return whether the client got an answer that ends the matter */
    boolean attempt(Send send, UseCases useCases) {
        if (send.attempts++ > 0) {
            tally.count(Event.SEND_REPEATED);
        } else {
            send.shownBefore = send.knownConversation() == null ? 0 : readings.shownToAnybody(send.knownConversation());
        }
        tally.attempts++;
        trace.add(() -> send.sender.handle() + " asks: " + send + ", attempt " + send.attempts);
        boolean gone = send.conversation != null && promises.isGone(send.sender, send.conversation);
        OptionalInt withoutAdds = gone ? promises.withoutAdds(send.sender, send.conversation) : OptionalInt.empty();
        boolean blocked = send.isToAPair() && promises.isBlocked(send.others.get(0), send.sender);
        OwnSends.Before before = ownSends == null ? null : ownSends.before(send.sender);
        Message answer;
        try {
            answer = ask(send, useCases);
        } catch (SdkException unknown) {
            return false;
        } catch (CruddurException refused) {
            if (refused.code() == ErrorCode.IDEMPOTENCY_KEY_REUSED && send.sharesKey) {
                tally.count(Event.KEY_OF_ANOTHER_SEND);
            } else if (refused.code() == ErrorCode.TEMPORARILY_UNAVAILABLE) {
                return false;
            } else if (isBetween(send, refused)) {
                tally.count(Event.BLOCKED_SENDER_REFUSED);
            } else if (!send.makesAGroup() || send.key != null && !send.answers.isEmpty()) {
                // Without a key each attempt makes a group of its own, whose row may be lost before the answer.
                known.refused(
                        send.sender,
                        send.makesAGroup() ? send.answers.get(0).conversation() : send.conversation,
                        refused);
            }
            send.refused = true;
            return true;
        }
        Violation.unless(
                !gone || !withoutAdds.equals(promises.withoutAdds(send.sender, answer.conversation())),
                () -> "Invariant 6: " + send.sender.handle() + " has left, and writes " + send.text);
        Violation.unless(
                !blocked || !promises.isBlocked(send.others.get(0), send.sender),
                () -> "Invariant 8: " + send.sender.handle() + " is blocked, and writes " + send.text);
        Violation.unless(
                send.key == null || send.answers.stream().allMatch(other -> isSame(answer, other)),
                () -> "Invariant 4: two answers under one key: " + send.answers + ", " + answer);
        Violation.unless(
                answer.seq() > send.shownBefore,
                () -> "Invariant 4: " + send.shownBefore + " had been shown when this began: " + answer);
        send.answers.add(answer);
        if (ownSends != null) {
            ownSends.acknowledged(answer, send.sender, before);
        }
        readings.shown(answer.conversation(), answer.seq());
        trace.add(() ->
                "answered: " + send.text + " is " + answer.seq() + " of " + answer.conversation() + ", " + answer.id());
        List<User> members = new ArrayList<>(send.others);
        members.add(send.sender);
        known.add(answer.conversation(), members);
        if (network.goesWrong(Event.ANSWER_TO_CLIENT_LOST)) {
            return false;
        }
        send.acknowledged = true;
        return true;
    }

    /** It may have been edited between two answers. */
    private static boolean isSame(Message one, Message other) {
        return one.id().equals(other.id())
                && one.conversation().equals(other.conversation())
                && one.seq() == other.seq();
    }

    private Message ask(Send send, UseCases useCases) {
        if (send.makesAGroup()) {
            ConversationId group = useCases.createGroup()
                    .create(send.sender, send.others, new GroupTitle(send.text), History.ALL, send.key)
                    .id();
            tally.count(Event.GROUP_CREATED);
            return readings.firstOf(group);
        }
        MessageText text = new MessageText(send.text);
        return send.conversation == null
                ? useCases.openConversation().open(send.sender, send.others.get(0), text, send.key)
                : useCases.sendMessage().send(send.sender, send.conversation, text, send.key);
    }

    /** Whether the two have a block between them, or may have. */
    private boolean isBetween(Send send, CruddurException refused) {
        if (!send.isToAPair()) {
            return false;
        }
        User other = send.others.get(0);
        return refused.code() == ErrorCode.RECEIVER_UNAVAILABLE && promises.mayBeBlocked(other, send.sender)
                || refused.code() == ErrorCode.NOT_ALLOWED && promises.mayBeBlocked(send.sender, other);
    }

    private static User person(int number, String handle) {
        return new User(new UserId(new UUID(0x4000L, 0x8000_0000_0000_0000L | number)), new Handle(handle), handle);
    }
}
