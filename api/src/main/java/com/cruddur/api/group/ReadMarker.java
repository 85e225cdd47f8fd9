package com.cruddur.api.group;

import com.cruddur.core.message.MessageUuids;
import com.cruddur.core.problem.CruddurException;
import com.cruddur.core.problem.ErrorCode;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The body of {@code PUT /api/message_groups/{message_group_uuid}/read}. */
record ReadMarker(@Nullable String lastReadMessageUuid) {

    UUID messageUuid() {
        if (lastReadMessageUuid == null) {
            throw new CruddurException(ErrorCode.MALFORMED_REQUEST, "last_read_message_uuid is missing");
        }
        return MessageUuids.parse(lastReadMessageUuid);
    }
}
