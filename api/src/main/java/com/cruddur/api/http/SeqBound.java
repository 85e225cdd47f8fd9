package com.cruddur.api.http;

import com.cruddur.core.message.MessageSeq;
import com.cruddur.core.problem.CruddurException;
import com.cruddur.core.problem.ErrorCode;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The parameters {@code before} and {@code after}: the number of a message or of a change, in decimal digits. */
public record SeqBound(long seq) {

    private static final Pattern SYNTAX = Pattern.compile("0|[1-9][0-9]{0,9}");

    /** The conversion of parameters finds it by its name. */
    public static SeqBound valueOf(String text) {
        if (!SYNTAX.matcher(text).matches()) {
            throw new CruddurException(
                    ErrorCode.MALFORMED_REQUEST,
                    "before and after are numbers, in digits, up to " + MessageSeq.MAX
                            + ": take them from a message or from the Link header");
        }
        return new SeqBound(Long.parseLong(text));
    }

    /** Of a bound, or of none. */
    public static @Nullable Long seqOf(@Nullable SeqBound bound) {
        return bound == null ? null : bound.seq();
    }
}
