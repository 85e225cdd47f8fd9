package com.cruddur.api.message;

import com.cruddur.api.http.LastChangeHeader;
import com.cruddur.api.http.NextLink;
import com.cruddur.api.http.PageLimit;
import com.cruddur.api.http.SeqBound;
import com.cruddur.api.http.SeqOf;
import com.cruddur.api.security.SignedIn;
import com.cruddur.core.change.ChangeMessage;
import com.cruddur.core.change.Emoji;
import com.cruddur.core.change.ReadChanges;
import com.cruddur.core.change.ReadChanges.ChangesPage;
import com.cruddur.core.conversation.ConversationId;
import com.cruddur.core.message.MessageText;
import com.cruddur.core.people.User;
import com.cruddur.core.wire.MessageJson;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What happens to messages after they were sent. Each change is answered with the message as it is now. */
@RestController
class MessageChangeController {

    /** A text that is missing is blank. */
    record NewText(@Nullable String message) {

        MessageText text() {
            return new MessageText(message == null ? "" : message);
        }
    }

    private final ChangeMessage changeMessage;
    private final ReadChanges readChanges;

    MessageChangeController(ChangeMessage changeMessage, ReadChanges readChanges) {
        this.changeMessage = changeMessage;
        this.readChanges = readChanges;
    }

    @PutMapping(
            path = "/api/messages/{message_group_uuid}/{seq}",
            consumes = MediaType.APPLICATION_JSON_VALUE,
            produces = MediaType.APPLICATION_JSON_VALUE)
    MessageJson edit(
            @SignedIn User me,
            @PathVariable("message_group_uuid") String conversation,
            @PathVariable SeqOf seq,
            @RequestBody NewText text) {
        return MessageJson.of(
                changeMessage.edit(me, ConversationId.parse(conversation), seq.seq(), text.text()), me.id());
    }

    @DeleteMapping(path = "/api/messages/{message_group_uuid}/{seq}", produces = MediaType.APPLICATION_JSON_VALUE)
    MessageJson delete(
            @SignedIn User me, @PathVariable("message_group_uuid") String conversation, @PathVariable SeqOf seq) {
        return MessageJson.of(changeMessage.delete(me, ConversationId.parse(conversation), seq.seq()), me.id());
    }

    @PutMapping(
            path = "/api/messages/{message_group_uuid}/{seq}/reactions/{emoji}",
            produces = MediaType.APPLICATION_JSON_VALUE)
    MessageJson react(
            @SignedIn User me,
            @PathVariable("message_group_uuid") String conversation,
            @PathVariable SeqOf seq,
            @PathVariable String emoji) {
        return MessageJson.of(
                changeMessage.react(me, ConversationId.parse(conversation), seq.seq(), new Emoji(emoji)), me.id());
    }

    @DeleteMapping(
            path = "/api/messages/{message_group_uuid}/{seq}/reactions/{emoji}",
            produces = MediaType.APPLICATION_JSON_VALUE)
    MessageJson takeBack(
            @SignedIn User me,
            @PathVariable("message_group_uuid") String conversation,
            @PathVariable SeqOf seq,
            @PathVariable String emoji) {
        return MessageJson.of(
                changeMessage.takeBack(me, ConversationId.parse(conversation), seq.seq(), new Emoji(emoji)), me.id());
    }

    @GetMapping(path = "/api/messages/{message_group_uuid}/changes", produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<List<MessageJson>> changes(
            @SignedIn User me,
            @PathVariable("message_group_uuid") String conversation,
            @RequestParam(name = "limit", required = false) @Nullable PageLimit pageLimit,
            @RequestParam(required = false) @Nullable SeqBound after,
            HttpServletRequest request) {
        int limit = PageLimit.rowsOf(pageLimit);
        ChangesPage page = readChanges.page(me, ConversationId.parse(conversation), SeqBound.seqOf(after), limit);
        HttpHeaders headers = new HttpHeaders();
        headers.set(LastChangeHeader.NAME, Long.toString(page.lastChange()));
        if (page.next() != null) {
            headers.set(
                    HttpHeaders.LINK, NextLink.of(request, "after", page.next().toString(), limit));
        }
        return ResponseEntity.ok()
                .headers(headers)
                .body(page.items().stream()
                        .map(changed -> MessageJson.of(changed.message(), changed.changeSeq(), me.id()))
                        .toList());
    }
}
