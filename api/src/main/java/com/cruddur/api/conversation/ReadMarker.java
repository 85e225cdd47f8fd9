package com.cruddur.api.conversation;

import com.cruddur.api.http.SeqOf;
import com.cruddur.core.problem.CruddurException;
import com.cruddur.core.problem.ErrorCode;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** The body of {@code PUT /api/message_groups/{message_group_uuid}/read}. */
record ReadMarker(@Nullable BigDecimal lastReadSeq) {

    long seq() {
        if (lastReadSeq == null) {
            throw new CruddurException(ErrorCode.MALFORMED_REQUEST, "last_read_seq is missing");
        }
        return SeqOf.member("last_read_seq", lastReadSeq).seq();
    }
}
