package com.cruddur.api.conversation;

import com.cruddur.api.security.SignedIn;
import com.cruddur.core.conversation.ConversationId;
import com.cruddur.core.inbox.MarkRead;
import com.cruddur.core.inbox.ReadMarkers;
import com.cruddur.core.people.Settings;
import com.cruddur.core.people.User;
import com.cruddur.core.people.UserId;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** How far the members of a conversation have read. */
@RestController
class ReadMarkerController {

    record ReaderJson(UUID uuid, long lastReadSeq) {}

    private final MarkRead markRead;
    private final ReadMarkers readMarkers;
    private final Settings settings;

    ReadMarkerController(MarkRead markRead, ReadMarkers readMarkers, Settings settings) {
        this.markRead = markRead;
        this.readMarkers = readMarkers;
        this.settings = settings;
    }

    @PutMapping(path = "/api/message_groups/{message_group_uuid}/read", consumes = MediaType.APPLICATION_JSON_VALUE)
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void markRead(
            @SignedIn User me,
            @PathVariable("message_group_uuid") String conversation,
            @RequestBody ReadMarker marker) {
        markRead.upTo(me, ConversationId.parse(conversation), marker.seq());
    }

    /** Who hides how far they have read sees nobody's. */
    @GetMapping(path = "/api/message_groups/{message_group_uuid}/readers", produces = MediaType.APPLICATION_JSON_VALUE)
    List<ReaderJson> readers(@SignedIn User me, @PathVariable("message_group_uuid") String conversation) {
        Map<UserId, Long> markers = readMarkers.ofOthers(me, ConversationId.parse(conversation));
        Set<UserId> open = settings.showingReadReceipts(
                Stream.concat(Stream.of(me.id()), markers.keySet().stream()).toList());
        return markers.entrySet().stream()
                .filter(marker -> open.contains(me.id()) && open.contains(marker.getKey()))
                .map(marker -> new ReaderJson(marker.getKey().uuid(), marker.getValue()))
                .toList();
    }
}
