package com.cruddur.core.message;

import com.cruddur.core.people.UserId;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Who has reacted to a message with which emoji.
 *
 * @param byEmoji never an empty set
 */
public record Reactions(Map<String, Set<UserId>> byEmoji) {

    /** How many kinds of emoji a message can have. */
    public static final int MAX_KINDS = 20;

    public static final Reactions NONE = new Reactions(Map.of());

    public Reactions {
        byEmoji = Map.copyOf(byEmoji);
    }

    public boolean isEmpty() {
        return byEmoji.isEmpty();
    }

    public boolean has(String emoji, UserId user) {
        return byEmoji.getOrDefault(emoji, Set.of()).contains(user);
    }

    /** Whether another kind of emoji would be one too many. */
    public boolean isFullFor(String emoji) {
        return !byEmoji.containsKey(emoji) && byEmoji.size() >= MAX_KINDS;
    }

    public Reactions with(String emoji, UserId user) {
        Map<String, Set<UserId>> result = new TreeMap<>(byEmoji);
        Set<UserId> users = new HashSet<>(byEmoji.getOrDefault(emoji, Set.of()));
        users.add(user);
        result.put(emoji, Set.copyOf(users));
        return new Reactions(result);
    }

    public Reactions without(String emoji, UserId user) {
        Map<String, Set<UserId>> result = new TreeMap<>(byEmoji);
        Set<UserId> users = new HashSet<>(byEmoji.getOrDefault(emoji, Set.of()));
        users.remove(user);
        if (users.isEmpty()) {
            result.remove(emoji);
        } else {
            result.put(emoji, Set.copyOf(users));
        }
        return new Reactions(result);
    }
}
