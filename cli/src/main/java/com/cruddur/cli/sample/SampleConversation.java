package com.cruddur.cli.sample;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A conversation to be loaded.
 *
 * @param title of a group; null for none, and for a pair
 * @param members their handles; the first one's is a group's admin
 * @param age how long ago its first message was sent
 */
record SampleConversation(@Nullable String title, List<String> members, Duration age, List<Line> lines) {

    /**
     * @param text as it is now; of a deleted message, what it was, or nothing
     * @param sinceFirst how long after the first message this one was sent
     * @param replyTo which line it answers, from 1; 0 for none
     * @param reactions handles by emoji
     */
    record Line(
            String from,
            String text,
            Duration sinceFirst,
            int replyTo,
            boolean edited,
            boolean deleted,
            Map<String, Set<String>> reactions) {

        boolean isChanged() {
            return edited || deleted || !reactions.isEmpty();
        }
    }
}
