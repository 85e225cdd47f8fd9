package com.cruddur.api.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import com.cruddur.api.testing.Person;
import com.cruddur.core.message.Message;
import com.cruddur.core.people.UserId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Predicate;

/** What was acknowledged: each message, and what has become of it since. */
final class Agreed {

    /** Older ones are left alone: there is a time after which a message cannot be edited. */
    private static final int RECENT = 50;

    /** @param partner the other of a pair; null in the group */
    record Said(UUID uuid, String conversation, long seq, Person sender, Person partner) {

        boolean isReadBy(Person person) {
            return partner == null || sender.equals(person) || partner.equals(person);
        }

        String address() {
            return "/api/messages/" + conversation + "/" + seq;
        }
    }

    private static final class State {
        private String text;
        private boolean isDeleted;
        private final Map<String, Set<UserId>> reactions = new TreeMap<>();

        State(String text) {
            this.text = text;
        }
    }

    private final Map<UUID, State> states = new LinkedHashMap<>();
    private final List<Said> said = new ArrayList<>();
    private int changes;

    synchronized void sent(Said message, String text) {
        assertThat(states.put(message.uuid(), new State(text)))
                .as("acknowledged before")
                .isNull();
        said.add(message);
    }

    synchronized void edited(Said message, String text) {
        state(message).text = text;
    }

    synchronized void deleted(Said message) {
        State state = state(message);
        state.isDeleted = true;
        state.text = "";
        state.reactions.clear();
    }

    synchronized void reacted(Said message, String emoji, UserId person, boolean isThere) {
        State state = state(message);
        if (state.isDeleted) {
            return;
        }
        Set<UserId> people = state.reactions.computeIfAbsent(emoji, kind -> new HashSet<>());
        if (isThere) {
            people.add(person);
        } else {
            people.remove(person);
        }
        state.reactions.values().removeIf(Set::isEmpty);
    }

    private State state(Said message) {
        changes++;
        return states.get(message.uuid());
    }

    /** A recent message that is not deleted, if there is one. */
    synchronized Optional<Said> any(Random random, Predicate<Said> wanted) {
        List<Said> found = said.subList(Math.max(0, said.size() - RECENT), said.size()).stream()
                .filter(message -> !states.get(message.uuid()).isDeleted)
                .filter(wanted)
                .toList();
        return found.isEmpty() ? Optional.empty() : Optional.of(found.get(random.nextInt(found.size())));
    }

    synchronized int messages() {
        return said.size();
    }

    synchronized int changes() {
        return changes;
    }

    /** Whoever sent has waited for the answer, so there is nothing else either. */
    synchronized void isStored(Map<UUID, Message> stored) {
        Map<UUID, Message> sent = new LinkedHashMap<>(stored);
        sent.values().removeIf(Message::isSystem);
        assertThat(sent.keySet()).isEqualTo(states.keySet());
        said.forEach(message -> {
            Message now = sent.get(message.uuid());
            State state = states.get(message.uuid());
            assertThat(now.seq()).isEqualTo(message.seq());
            assertThat(now.conversation()).hasToString(message.conversation());
            assertThat(now.text()).as("%s", message).isEqualTo(state.text);
            assertThat(now.isDeleted()).as("%s", message).isEqualTo(state.isDeleted);
            assertThat(now.revision().reactions().byEmoji()).as("%s", message).isEqualTo(state.reactions);
        });
    }
}
