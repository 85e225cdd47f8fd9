package com.cruddur.core.people;

import org.jspecify.annotations.Nullable;

/**
 * What a person decides about themselves.
 *
 * @param acceptsMessagesFrom from whom the person takes a first message
 * @param readReceipts whether others see how far the person has read. Who hides it sees nobody's
 * @param presence whether others see that the person is there. Who hides it sees nobody's
 */
public record UserSettings(MessagesFrom acceptsMessagesFrom, boolean readReceipts, boolean presence) {

    /** Of somebody who has changed nothing. */
    public static final UserSettings DEFAULT = new UserSettings(MessagesFrom.EVERYONE, true, true);

    /** What a person wants to change of them; null leaves a setting as it is. */
    public record Change(
            @Nullable MessagesFrom acceptsMessagesFrom,
            @Nullable Boolean readReceipts,
            @Nullable Boolean presence) {}
}
