package com.cruddur.core.send;

import com.cruddur.core.conversation.ConversationId;
import com.cruddur.core.message.MessageId;

/**
 * What one send became: which message, and where it is stored or being stored.
 *
 * @param seq the only number at which the message may be put now
 * @param digest of the request, to tell a repeat from another request under the same key
 */
public record Receipt(ConversationId conversation, MessageId message, long seq, String digest) {

    Receipt movedTo(long newSeq) {
        return new Receipt(conversation, message, newSeq, digest);
    }
}
