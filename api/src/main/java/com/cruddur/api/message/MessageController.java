package com.cruddur.api.message;

import com.cruddur.api.http.NextLink;
import com.cruddur.api.http.PageLimit;
import com.cruddur.api.http.SeqBound;
import com.cruddur.api.people.UserDirectory;
import com.cruddur.api.security.SignedIn;
import com.cruddur.core.Messenger;
import com.cruddur.core.conversation.ConversationId;
import com.cruddur.core.message.IdempotencyKey;
import com.cruddur.core.message.Message;
import com.cruddur.core.message.MessageRange;
import com.cruddur.core.message.MessageSeq;
import com.cruddur.core.message.MessageText;
import com.cruddur.core.page.Page;
import com.cruddur.core.people.User;
import com.cruddur.core.problem.CruddurException;
import com.cruddur.core.problem.ErrorCode;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
class MessageController {

    private final Messenger messenger;
    private final UserDirectory directory;

    MessageController(Messenger messenger, UserDirectory directory) {
        this.messenger = messenger;
        this.directory = directory;
    }

    @GetMapping(path = "/api/messages/{message_group_uuid}", produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<List<MessageJson>> list(
            @SignedIn User me,
            @PathVariable("message_group_uuid") String conversation,
            @RequestParam(name = "limit", required = false) @Nullable PageLimit pageLimit,
            @RequestParam(required = false) @Nullable SeqBound before,
            @RequestParam(required = false) @Nullable SeqBound after,
            HttpServletRequest request) {
        int limit = PageLimit.rowsOf(pageLimit);
        Page<Message, MessageRange> page =
                messenger.messages(me, ConversationId.parse(conversation), range(before, after), limit);
        HttpHeaders headers = new HttpHeaders();
        if (page.next() instanceof MessageRange.Before next) {
            headers.set(HttpHeaders.LINK, NextLink.of(request, "before", Long.toString(next.seq()), limit));
        } else if (page.next() instanceof MessageRange.After next) {
            headers.set(HttpHeaders.LINK, NextLink.of(request, "after", Long.toString(next.seq()), limit));
        }
        return ResponseEntity.ok()
                .headers(headers)
                .body(page.items().stream().map(MessageJson::of).toList());
    }

    @PostMapping(
            path = "/api/messages",
            consumes = MediaType.APPLICATION_JSON_VALUE,
            produces = MediaType.APPLICATION_JSON_VALUE)
    MessageJson send(
            @SignedIn User me,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String idempotencyKey,
            @RequestBody MessageToSend toSend) {
        MessageText text = toSend.check();
        IdempotencyKey key = idempotencyKey == null ? null : new IdempotencyKey(idempotencyKey);
        String conversation = toSend.messageGroupUuid();
        String handle = toSend.handle();
        Message message;
        if (conversation != null) {
            message = messenger.send(me, ConversationId.parse(conversation), text, key);
        } else if (handle != null) {
            message = messenger.open(me, directory.byHandle(handle), text, key);
        } else {
            throw new IllegalStateException("A checked request names a receiver");
        }
        return MessageJson.of(message);
    }

    private static MessageRange range(@Nullable SeqBound before, @Nullable SeqBound after) {
        if (before != null && after != null) {
            throw new CruddurException(ErrorCode.MALFORMED_REQUEST, "Give either before or after, not both");
        }
        if (before != null && before.seq() < MessageSeq.FIRST) {
            throw new CruddurException(ErrorCode.MALFORMED_REQUEST, "before is a sequence number: 1 or greater");
        }
        return MessageRange.of(SeqBound.seqOf(before), SeqBound.seqOf(after));
    }
}
