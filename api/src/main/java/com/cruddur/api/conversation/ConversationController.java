package com.cruddur.api.conversation;

import com.cruddur.api.http.NextLink;
import com.cruddur.api.http.PageLimit;
import com.cruddur.api.security.SignedIn;
import com.cruddur.core.conversation.ConversationId;
import com.cruddur.core.conversation.Cursor;
import com.cruddur.core.inbox.ConversationListing;
import com.cruddur.core.inbox.ListConversations;
import com.cruddur.core.inbox.MarkRead;
import com.cruddur.core.page.Page;
import com.cruddur.core.people.User;
import com.cruddur.core.wire.ConversationJson;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
class ConversationController {

    private final ListConversations listConversations;
    private final MarkRead markRead;

    ConversationController(ListConversations listConversations, MarkRead markRead) {
        this.listConversations = listConversations;
        this.markRead = markRead;
    }

    @GetMapping(path = "/api/message_groups", produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<List<ConversationJson>> list(
            @SignedIn User me,
            @RequestParam(name = "limit", required = false) @Nullable PageLimit pageLimit,
            @RequestParam(required = false) @Nullable String cursor,
            HttpServletRequest request) {
        int limit = PageLimit.rowsOf(pageLimit);
        Page<ConversationListing, Cursor> page =
                listConversations.page(me, false, cursor == null ? null : Cursor.decode(cursor), limit);
        HttpHeaders headers = new HttpHeaders();
        if (page.next() != null) {
            headers.set(
                    HttpHeaders.LINK, NextLink.of(request, "cursor", page.next().encode(), limit));
        }
        return ResponseEntity.ok()
                .headers(headers)
                .body(page.items().stream().map(ConversationJson::of).toList());
    }

    @PutMapping(path = "/api/message_groups/{message_group_uuid}/read", consumes = MediaType.APPLICATION_JSON_VALUE)
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void markRead(
            @SignedIn User me,
            @PathVariable("message_group_uuid") String conversation,
            @RequestBody ReadMarker marker) {
        markRead.upTo(me, ConversationId.parse(conversation), marker.seq());
    }
}
