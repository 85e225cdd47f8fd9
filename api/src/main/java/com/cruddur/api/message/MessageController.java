package com.cruddur.api.message;

import com.cruddur.api.http.IdempotencyHeader;
import com.cruddur.api.http.NextLink;
import com.cruddur.api.http.PageLimit;
import com.cruddur.api.http.SeqBound;
import com.cruddur.api.http.SeqOf;
import com.cruddur.api.http.TaggedLists;
import com.cruddur.api.people.UserDirectory;
import com.cruddur.api.security.SignedIn;
import com.cruddur.core.conversation.ConversationId;
import com.cruddur.core.message.Message;
import com.cruddur.core.message.MessageRange;
import com.cruddur.core.message.MessageSeq;
import com.cruddur.core.message.MessageText;
import com.cruddur.core.message.ReadMessages;
import com.cruddur.core.page.Page;
import com.cruddur.core.people.Receiver;
import com.cruddur.core.people.User;
import com.cruddur.core.problem.CruddurException;
import com.cruddur.core.problem.ErrorCode;
import com.cruddur.core.send.IdempotencyKey;
import com.cruddur.core.send.OpenConversation;
import com.cruddur.core.send.SendMessage;
import com.cruddur.core.wire.MessageJson;
import jakarta.servlet.http.HttpServletRequest;
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

    private final ReadMessages readMessages;
    private final SendMessage sendMessage;
    private final OpenConversation openConversation;
    private final UserDirectory directory;
    private final TaggedLists lists;

    MessageController(
            ReadMessages readMessages,
            SendMessage sendMessage,
            OpenConversation openConversation,
            UserDirectory directory,
            TaggedLists lists) {
        this.readMessages = readMessages;
        this.sendMessage = sendMessage;
        this.openConversation = openConversation;
        this.directory = directory;
        this.lists = lists;
    }

    @GetMapping(path = "/api/messages/{message_group_uuid}", produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<byte[]> list(
            @SignedIn User me,
            @PathVariable("message_group_uuid") String conversation,
            @RequestParam(name = "limit", required = false) @Nullable PageLimit pageLimit,
            @RequestParam(required = false) @Nullable SeqBound before,
            @RequestParam(required = false) @Nullable SeqBound after,
            HttpServletRequest request) {
        int limit = PageLimit.rowsOf(pageLimit);
        Page<Message, MessageRange> page =
                readMessages.page(me, ConversationId.parse(conversation), range(before, after), limit);
        HttpHeaders headers = new HttpHeaders();
        if (page.next() instanceof MessageRange.Before next) {
            headers.set(HttpHeaders.LINK, NextLink.of(request, "before", Long.toString(next.seq()), limit));
        } else if (page.next() instanceof MessageRange.After next) {
            headers.set(HttpHeaders.LINK, NextLink.of(request, "after", Long.toString(next.seq()), limit));
        }
        return lists.answer(
                page.items().stream()
                        .map(message -> MessageJson.of(message, me.id()))
                        .toList(),
                headers);
    }

    @GetMapping(path = "/api/messages/{message_group_uuid}/{seq}", produces = MediaType.APPLICATION_JSON_VALUE)
    MessageJson one(
            @SignedIn User me, @PathVariable("message_group_uuid") String conversation, @PathVariable SeqOf seq) {
        return MessageJson.of(readMessages.one(me, ConversationId.parse(conversation), seq.seq()), me.id());
    }

    @PostMapping(
            path = "/api/messages",
            consumes = MediaType.APPLICATION_JSON_VALUE,
            produces = MediaType.APPLICATION_JSON_VALUE)
    MessageJson send(
            @SignedIn User me,
            @RequestHeader(name = IdempotencyHeader.NAME, required = false) @Nullable String idempotencyKey,
            @RequestBody MessageToSend toSend) {
        MessageToSend.Checked checked = toSend.check();
        MessageText text = checked.text();
        long replyTo = checked.replyTo();
        IdempotencyKey key = IdempotencyHeader.keyOf(idempotencyKey);
        return MessageJson.of(
                checked.recipient()
                        .match(
                                handle -> open(me, directory.receiver(handle), text, replyTo, key),
                                conversation -> sendMessage.send(me, conversation, text, replyTo, key)),
                me.id());
    }

    private Message open(User me, Receiver receiver, MessageText text, long replyTo, @Nullable IdempotencyKey key) {
        return openConversation.open(me, receiver.user(), receiver.accepts(), text, replyTo, key);
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
