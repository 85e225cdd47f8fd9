package com.cruddur.api.people;

import com.cruddur.api.http.JsonMember;
import com.cruddur.core.people.MessagesFrom;
import com.cruddur.core.people.UserSettings;
import com.cruddur.core.problem.CruddurException;
import com.cruddur.core.problem.ErrorCode;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The body of {@code PATCH /api/me}: a member that is missing stays as it is. No setting can be taken away with null. */
record MePatch(
        @Nullable JsonNode acceptsMessagesFrom,
        @Nullable JsonNode readReceipts,
        @Nullable JsonNode presence) {

    UserSettings.Change change() {
        return new UserSettings.Change(
                accepts(), JsonMember.yesOrNo("read_receipts", readReceipts), JsonMember.yesOrNo("presence", presence));
    }

    private @Nullable MessagesFrom accepts() {
        if (acceptsMessagesFrom == null) {
            return null;
        }
        for (MessagesFrom from : MessagesFrom.values()) {
            if (acceptsMessagesFrom.isString()
                    && acceptsMessagesFrom.stringValue().equals(from.code())) {
                return from;
            }
        }
        throw new CruddurException(ErrorCode.MALFORMED_REQUEST, "accepts_messages_from is everyone or known");
    }
}
