package com.cruddur.api.group;

import com.cruddur.api.paging.NextLink;
import com.cruddur.api.paging.PageLimit;
import com.cruddur.api.signin.SignedIn;
import com.cruddur.core.MessageGroupListing;
import com.cruddur.core.Messenger;
import com.cruddur.core.group.MessageGroupId;
import com.cruddur.core.page.Cursor;
import com.cruddur.core.page.Page;
import com.cruddur.core.user.User;
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
class MessageGroupController {

    private final Messenger messenger;

    MessageGroupController(Messenger messenger) {
        this.messenger = messenger;
    }

    @GetMapping(path = "/api/message_groups", produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<List<MessageGroupJson>> list(
            @SignedIn User me,
            @RequestParam(name = "limit", required = false) @Nullable PageLimit pageLimit,
            @RequestParam(required = false) @Nullable String cursor,
            HttpServletRequest request) {
        int limit = PageLimit.rowsOf(pageLimit);
        Page<MessageGroupListing, Cursor> page =
                messenger.messageGroups(me, cursor == null ? null : Cursor.decode(cursor), limit);
        HttpHeaders headers = new HttpHeaders();
        if (page.next() != null) {
            headers.set(
                    HttpHeaders.LINK, NextLink.of(request, "cursor", page.next().encode(), limit));
        }
        return ResponseEntity.ok()
                .headers(headers)
                .body(page.items().stream().map(MessageGroupJson::of).toList());
    }

    @PutMapping(path = "/api/message_groups/{message_group_uuid}/read", consumes = MediaType.APPLICATION_JSON_VALUE)
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void markRead(@SignedIn User me, @PathVariable("message_group_uuid") String group, @RequestBody ReadMarker marker) {
        messenger.markRead(me, MessageGroupId.parse(group), marker.seq());
    }
}
