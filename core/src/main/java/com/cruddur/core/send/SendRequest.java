package com.cruddur.core.send;

import com.cruddur.core.conversation.Member;
import com.cruddur.core.message.MessageDraft;
import com.cruddur.core.message.MessageText;
import com.cruddur.core.people.User;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a sender asks for.
 *
 * @param members whose rows the message moves, the sender among them
 * @param target to whom the message goes, as a text: the same in each repeat of a request
 * @param key null for a send that its sender will not repeat
 */
record SendRequest(
        User sender,
        List<Member> members,
        String target,
        MessageText text,
        @Nullable IdempotencyKey key) {

    /** The message that a receipt stands for. */
    MessageDraft draft(Receipt receipt) {
        return new MessageDraft(
                receipt.message(),
                receipt.conversation(),
                Member.of(sender),
                text.value(),
                members.stream().map(Member::id).collect(Collectors.toSet()));
    }

    /** Tells a repeat from another request under the same key. */
    String digest() {
        try {
            byte[] request = (target + '\n' + text.value()).getBytes(StandardCharsets.UTF_8);
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(request));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }
}
