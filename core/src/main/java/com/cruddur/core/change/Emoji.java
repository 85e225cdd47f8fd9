package com.cruddur.core.change;

import com.cruddur.core.problem.CruddurException;
import com.cruddur.core.problem.ErrorCode;
import net.fellbaum.jemoji.EmojiManager;

/** One emoji of Unicode's list, of any length: with a skin tone, of several people, a flag. */
public record Emoji(String value) {

    /** More than the longest emoji has, so that nobody makes us look at a long text. */
    private static final int MOST_CHARS = 64;

    /** @throws CruddurException {@link ErrorCode#MALFORMED_REQUEST} for everything else */
    public Emoji {
        if (value.length() > MOST_CHARS || !EmojiManager.isEmoji(value)) {
            throw new CruddurException(
                    ErrorCode.MALFORMED_REQUEST, "A reaction is one emoji of Unicode's list, such as 👍");
        }
    }
}
