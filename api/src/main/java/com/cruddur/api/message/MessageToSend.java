package com.cruddur.api.message;

import com.cruddur.api.http.SeqOf;
import com.cruddur.core.conversation.ConversationId;
import com.cruddur.core.message.BlankText;
import com.cruddur.core.message.MessageText;
import com.cruddur.core.problem.CruddurException;
import com.cruddur.core.problem.ErrorCode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The body of {@code POST /api/messages}: a text, and either a conversation or a handle. What is blank is missing. */
record MessageToSend(
        @Nullable String message,
        @Nullable String messageGroupUuid,
        @Nullable String handle,
        @Nullable BigDecimal replyToSeq) {

    MessageToSend {
        messageGroupUuid = presence(messageGroupUuid);
        handle = presence(handle);
    }

    /**
     * A request in which nothing is missing.
     *
     * @param replyTo the number of the message that it answers; 0 if it answers none
     */
    record Checked(MessageText text, Recipient recipient, long replyTo) {}

    /** @throws CruddurException with everything that the sender can mend in one go */
    Checked check() {
        if (messageGroupUuid != null && handle != null) {
            throw new CruddurException(
                    ErrorCode.MALFORMED_REQUEST, "Give either message_group_uuid or handle, not both");
        }
        if (messageGroupUuid != null) {
            return new Checked(text(), new Recipient.Existing(ConversationId.parse(messageGroupUuid)), replyTo());
        }
        if (handle != null) {
            return new Checked(text(), new Recipient.Person(handle), replyTo());
        }
        throw withoutRecipient();
    }

    private long replyTo() {
        return replyToSeq == null ? 0 : SeqOf.member("reply_to_seq", replyToSeq).seq();
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
