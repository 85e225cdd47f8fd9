package com.cruddur.core.wire;

import com.cruddur.core.message.Reactions;
import com.cruddur.core.people.UserId;
import java.util.Comparator;
import java.util.List;

/** How many people have reacted to a message with an emoji, and whether the reader has. */
public record ReactionJson(String emoji, int count, boolean mine) {

    private static final Comparator<ReactionJson> MOST_FIRST =
            Comparator.comparingInt(ReactionJson::count).reversed().thenComparing(ReactionJson::emoji);

    static List<ReactionJson> of(Reactions reactions, UserId reader) {
        return reactions.byEmoji().entrySet().stream()
                .map(reaction -> new ReactionJson(
                        reaction.getKey(),
                        reaction.getValue().size(),
                        reaction.getValue().contains(reader)))
                .sorted(MOST_FIRST)
                .toList();
    }
}
