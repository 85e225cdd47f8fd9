package com.cruddur.api.conversation;

import com.cruddur.api.http.IdempotencyHeader;
import com.cruddur.api.security.SignedIn;
import com.cruddur.core.conversation.ConversationId;
import com.cruddur.core.group.GroupTitle;
import com.cruddur.core.group.History;
import com.cruddur.core.group.ManageGroup;
import com.cruddur.core.people.User;
import com.cruddur.core.send.IdempotencyKey;
import com.cruddur.core.wire.ConversationJson;
import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

/** Groups come to be, and get titles. */
@RestController
class GroupController {

    /** RFC 7396. */
    static final String MERGE_PATCH = "application/merge-patch+json";

    private final NewGroup newGroup;
    private final ManageGroup manageGroup;
    private final Invitees invitees;
    private final ConversationReader reader;

    GroupController(NewGroup newGroup, ManageGroup manageGroup, Invitees invitees, ConversationReader reader) {
        this.newGroup = newGroup;
        this.manageGroup = manageGroup;
        this.invitees = invitees;
        this.reader = reader;
    }

    @PostMapping(
            path = "/api/message_groups",
            consumes = MediaType.APPLICATION_JSON_VALUE,
            produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<ConversationJson> create(
            @SignedIn User me,
            @RequestHeader(name = IdempotencyHeader.NAME, required = false) @Nullable String idempotencyKey,
            @RequestBody GroupToCreate toCreate) {
        GroupTitle title = toCreate.checkedTitle();
        History history = toCreate.checkedHistory();
        IdempotencyKey key = IdempotencyHeader.keyOf(idempotencyKey);
        return created(newGroup.make(me, invitees.named(toCreate.handles()), title, history, key));
    }

    @PatchMapping(
            path = "/api/message_groups/{message_group_uuid}",
            consumes = {MERGE_PATCH, MediaType.APPLICATION_JSON_VALUE},
            produces = MediaType.APPLICATION_JSON_VALUE)
    ConversationJson change(
            @SignedIn User me, @PathVariable("message_group_uuid") String conversation, @RequestBody GroupPatch patch) {
        ConversationId id = ConversationId.parse(conversation);
        if (patch.changesTitle()) {
            manageGroup.rename(me, id, patch.newTitle());
        }
        return reader.one(me, id);
    }

    /** 201 with the conversation, and where it is. */
    static ResponseEntity<ConversationJson> created(ConversationJson conversation) {
        return ResponseEntity.created(URI.create("/api/message_groups/" + conversation.uuid()))
                .body(conversation);
    }
}
