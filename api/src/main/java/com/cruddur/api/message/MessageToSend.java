package com.cruddur.api.message;

import com.cruddur.core.conversation.ConversationId;
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

    /** A request in which nothing is missing. */
    record Checked(MessageText text, Recipient recipient) {}

    /** @throws CruddurException with everything that the sender can mend in one go */
    Checked check() {
        if (messageGroupUuid != null && handle != null) {
            throw new CruddurException(
                    ErrorCode.MALFORMED_REQUEST, "Give either message_group_uuid or handle, not both");
        }
        if (messageGroupUuid != null) {
            return new Checked(text(), new Recipient.Existing(ConversationId.parse(messageGroupUuid)));
        }
        if (handle != null) {
            return new Checked(text(), new Recipient.Person(handle));
        }
        throw withoutRecipient();
    }

    private MessageText text() {
        return new MessageText(message == null ? "" : message);
    }

    private CruddurException withoutRecipient() {
        List<ErrorCode> wrong = new ArrayList<>();
        List<String> details = new ArrayList<>();
        try {
            text();
        } catch (CruddurException e) {
            if (e.code() == ErrorCode.MALFORMED_REQUEST) {
                return e;
            }
            wrong.addAll(e.codes());
            details.add(e.getMessage());
        }
        wrong.addAll(List.of(ErrorCode.MESSAGE_GROUP_UUID_BLANK, ErrorCode.USER_RECEIVER_HANDLE_BLANK));
        details.add("Name a receiver: message_group_uuid or handle");
        return new CruddurException(wrong, String.join(". ", details));
    }

    private static @Nullable String presence(@Nullable String text) {
        return text == null || BlankText.isBlank(text) ? null : text;
    }
}
