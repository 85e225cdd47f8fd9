package com.cruddur.core.send;

import com.cruddur.core.conversation.Member;
import com.cruddur.core.message.MessageDraft;
import com.cruddur.core.message.SystemEvent;
import com.cruddur.core.people.User;
import com.cruddur.core.people.UserId;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a sender asks for.
 *
 * @param pair both members of a pair, whose rows the message moves; empty for a group
 * @param target to whom the message goes, as a text: the same in each repeat of a request
 * @param replyTo the number of the message that it answers; 0 if it answers none
 * @param event what a system message tells; null for a person's message
 * @param key null for a send that its sender will not repeat
 */
public record SendRequest(
        User sender,
        Set<UserId> pair,
        String target,
        String text,
        long replyTo,
        @Nullable SystemEvent event,
        @Nullable IdempotencyKey key) {

    /** The message that a receipt stands for. */
    MessageDraft draft(Receipt receipt) {
        return new MessageDraft(
                receipt.message(), receipt.conversation(), Member.of(sender), text, pair, replyTo, event);
    }

    /** Tells a repeat from another request under the same key. A system message is told by its target. */
    String digest() {
        String reply = replyTo == 0 ? "" : replyTo + "\n";
        try {
            byte[] request = (target + '\n' + reply + (event == null ? text : "")).getBytes(StandardCharsets.UTF_8);
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(request));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }
}
