package com.cruddur.api.conversation;

import com.cruddur.api.http.IdempotencyHeader;
import com.cruddur.api.security.SignedIn;
import com.cruddur.core.conversation.ConversationId;
import com.cruddur.core.group.ManageGroup;
import com.cruddur.core.people.User;
import com.cruddur.core.people.UserId;
import com.cruddur.core.problem.CruddurException;
import com.cruddur.core.problem.ErrorCode;
import com.cruddur.core.wire.ConversationJson;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Members come to groups, leave them, and get roles. */
@RestController
class MemberController {

    private final ManageGroup manageGroup;
    private final AddMembers addMembers;

    MemberController(ManageGroup manageGroup, AddMembers addMembers) {
        this.manageGroup = manageGroup;
        this.addMembers = addMembers;
    }

    @PostMapping(
            path = "/api/message_groups/{message_group_uuid}/members",
            consumes = MediaType.APPLICATION_JSON_VALUE,
            produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<ConversationJson> add(
            @SignedIn User me,
            @PathVariable("message_group_uuid") String conversation,
            @RequestHeader(name = IdempotencyHeader.NAME, required = false) @Nullable String idempotencyKey,
            @RequestBody MembersToAdd toAdd) {
        return addMembers
                .add(me, ConversationId.parse(conversation), toAdd.handles(), IdempotencyHeader.keyOf(idempotencyKey))
                .map(GroupController::created)
                .orElseGet(() -> ResponseEntity.noContent().build());
    }

    @PutMapping(
            path = "/api/message_groups/{message_group_uuid}/members/{user_uuid}",
            consumes = MediaType.APPLICATION_JSON_VALUE)
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void setRole(
            @SignedIn User me,
            @PathVariable("message_group_uuid") String conversation,
            @PathVariable("user_uuid") String user,
            @RequestBody RoleToGive role) {
        manageGroup.setRole(me, ConversationId.parse(conversation), userId(user), role.checked());
    }

    @DeleteMapping("/api/message_groups/{message_group_uuid}/members/{user_uuid}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void remove(
            @SignedIn User me,
            @PathVariable("message_group_uuid") String conversation,
            @PathVariable("user_uuid") String user) {
        manageGroup.remove(me, ConversationId.parse(conversation), userId(user));
    }

    private static UserId userId(String text) {
        try {
            UserId id = UserId.parse(text);
            // Java also takes shorter groups of digits.
            if (id.toString().equalsIgnoreCase(text)) {
                return id;
            }
        } catch (IllegalArgumentException e) {
            // Not even that.
        }
        throw new CruddurException(
                ErrorCode.MALFORMED_REQUEST,
                "A user's uuid looks like 7f1c9f9e-4d0b-4a55-9b3d-2b8f6f0c1a11: take it from the members");
    }
}
