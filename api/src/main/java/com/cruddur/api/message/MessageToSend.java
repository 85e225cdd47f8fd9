package com.cruddur.api.message;

import com.cruddur.core.message.BlankText;
import com.cruddur.core.message.MessageText;
import com.cruddur.core.problem.CruddurException;
import com.cruddur.core.problem.ErrorCode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The body of {@code POST /api/messages}: a text, and either a conversation or a handle. What is blank is missing. */
record MessageToSend(
        @Nullable String message,
        @Nullable String messageGroupUuid,
        @Nullable String handle) {

    MessageToSend {
        messageGroupUuid = presence(messageGroupUuid);
        handle = presence(handle);
    }

    /**
     * The text, if all is well with the request.
     *
     * @throws CruddurException with everything that its sender can mend in one go
     */
    MessageText check() {
        if (messageGroupUuid != null && handle != null) {
            throw new CruddurException(
                    ErrorCode.MALFORMED_REQUEST, "Give either message_group_uuid or handle, not both");
        }
        List<ErrorCode> wrong = new ArrayList<>();
        List<String> details = new ArrayList<>();
        MessageText text = null;
        try {
            text = new MessageText(message == null ? "" : message);
        } catch (CruddurException e) {
            if (e.code() == ErrorCode.MALFORMED_REQUEST) {
                throw e;
            }
            wrong.addAll(e.codes());
            details.add(e.getMessage());
        }
        if (messageGroupUuid == null && handle == null) {
            wrong.addAll(List.of(ErrorCode.MESSAGE_GROUP_UUID_BLANK, ErrorCode.USER_RECEIVER_HANDLE_BLANK));
            details.add("Name a receiver: message_group_uuid or handle");
        }
        if (text == null || !wrong.isEmpty()) {
            throw new CruddurException(wrong, String.join(". ", details));
        }
        return text;
    }

    private static @Nullable String presence(@Nullable String text) {
        return text == null || BlankText.isBlank(text) ? null : text;
    }
}
