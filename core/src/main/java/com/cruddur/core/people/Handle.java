package com.cruddur.core.people;

import com.cruddur.core.problem.CruddurException;
import com.cruddur.core.problem.ErrorCode;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * The public name of a user, compared without regard to case (the constructor folds it to lower case).
 * In Cognito it is the user's {@code preferred_username}.
 */
public record Handle(String value) {

    private static final Pattern SYNTAX = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9_.-]{0,63}");

    public Handle {
        value = value.toLowerCase(Locale.ROOT);
    }

    /**
     * A handle from outside.
     *
     * @param text 1 to 64 ASCII letters, digits, {@code _}, {@code .} or {@code -}; a leading {@code @} is not
     *     part of it
     * @throws CruddurException {@link ErrorCode#MALFORMED_REQUEST}
     */
    public static Handle parse(String text) {
        if (!SYNTAX.matcher(text).matches()) {
            throw new CruddurException(
                    ErrorCode.MALFORMED_REQUEST,
                    "A handle is 1 to 64 letters, digits, underscores, dots or hyphens, without the @");
        }
        return new Handle(text);
    }

    @Override
    public String toString() {
        return value;
    }
}
