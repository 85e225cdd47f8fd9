package com.cruddur.api.http;

import com.cruddur.core.message.MessageSeq;
import com.cruddur.core.problem.CruddurException;
import com.cruddur.core.problem.ErrorCode;
import java.math.BigDecimal;
import java.util.regex.Pattern;

/** The number of one message: in a path or a parameter in decimal digits, in a body a JSON number. */
public record SeqOf(long seq) {

    private static final Pattern SYNTAX = Pattern.compile("[1-9][0-9]{0,9}");
    private static final BigDecimal FIRST = BigDecimal.valueOf(MessageSeq.FIRST);
    private static final BigDecimal MAX = BigDecimal.valueOf(MessageSeq.MAX);

    /** The conversion of parameters finds it by its name. */
    public static SeqOf valueOf(String text) {
        if (!SYNTAX.matcher(text).matches()) {
            throw malformed("A message's seq");
        }
        return new SeqOf(Long.parseLong(text));
    }

    /** @param name of the member that holds it */
    public static SeqOf member(String name, BigDecimal value) {
        if (value.compareTo(FIRST) < 0
                || value.compareTo(MAX) > 0
                || value.stripTrailingZeros().scale() > 0) {
            throw malformed(name);
        }
        return new SeqOf(value.longValueExact());
    }

    private static CruddurException malformed(String what) {
        return new CruddurException(
                ErrorCode.MALFORMED_REQUEST, what + " is a whole number from 1 to " + MessageSeq.MAX);
    }
}
