package com.cruddur.api.conversation;

import com.cruddur.core.message.MessageSeq;
import com.cruddur.core.problem.CruddurException;
import com.cruddur.core.problem.ErrorCode;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** The body of {@code PUT /api/message_groups/{message_group_uuid}/read}. */
record ReadMarker(@Nullable BigDecimal lastReadSeq) {

    private static final BigDecimal FIRST = BigDecimal.valueOf(MessageSeq.FIRST);
    private static final BigDecimal MAX = BigDecimal.valueOf(MessageSeq.MAX);

    long seq() {
        if (lastReadSeq == null) {
            throw new CruddurException(ErrorCode.MALFORMED_REQUEST, "last_read_seq is missing");
        }
        if (lastReadSeq.compareTo(FIRST) < 0
                || lastReadSeq.compareTo(MAX) > 0
                || lastReadSeq.stripTrailingZeros().scale() > 0) {
            throw new CruddurException(
                    ErrorCode.MALFORMED_REQUEST, "last_read_seq is a whole number from 1 to " + MessageSeq.MAX);
        }
        return lastReadSeq.longValueExact();
    }
}
