package com.cruddur.api.conversation;

import com.cruddur.api.http.NextLink;
import com.cruddur.api.http.PageLimit;
import com.cruddur.api.http.SeqOf;
import com.cruddur.api.http.TaggedLists;
import com.cruddur.api.http.YesOrNo;
import com.cruddur.api.security.SignedIn;
import com.cruddur.core.conversation.ConversationId;
import com.cruddur.core.conversation.Cursor;
import com.cruddur.core.inbox.ChangeSettings;
import com.cruddur.core.inbox.ClearConversation;
import com.cruddur.core.inbox.ConversationListing;
import com.cruddur.core.inbox.ListConversations;
import com.cruddur.core.page.Page;
import com.cruddur.core.people.User;
import com.cruddur.core.wire.ConversationJson;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Conversations as only their owner sees them. */
@RestController
class ConversationController {

    private final ListConversations listConversations;
    private final ConversationReader reader;
    private final ChangeSettings changeSettings;
    private final ClearConversation clearConversation;
    private final TaggedLists lists;

    ConversationController(
            ListConversations listConversations,
            ConversationReader reader,
            ChangeSettings changeSettings,
            ClearConversation clearConversation,
            TaggedLists lists) {
        this.listConversations = listConversations;
        this.reader = reader;
        this.changeSettings = changeSettings;
        this.clearConversation = clearConversation;
        this.lists = lists;
    }

    @GetMapping(path = "/api/message_groups", produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<byte[]> list(
            @SignedIn User me,
            @RequestParam(name = "limit", required = false) @Nullable PageLimit pageLimit,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(name = "archived", required = false) @Nullable YesOrNo wantsArchived,
            HttpServletRequest request) {
        int limit = PageLimit.rowsOf(pageLimit);
        boolean archived = wantsArchived != null && wantsArchived.yes();
        Page<ConversationListing, Cursor> page =
                listConversations.page(me, archived, cursor == null ? null : Cursor.decode(cursor), limit);
        HttpHeaders headers = new HttpHeaders();
        if (page.next() != null) {
            Map<String, String> others = archived ? Map.of("archived", "true") : Map.of();
            headers.set(
                    HttpHeaders.LINK, NextLink.of(request, "cursor", page.next().encode(), limit, others));
        }
        return lists.answer(page.items().stream().map(ConversationJson::of).toList(), headers);
    }

    @GetMapping(path = "/api/message_groups/{message_group_uuid}", produces = MediaType.APPLICATION_JSON_VALUE)
    ConversationJson one(@SignedIn User me, @PathVariable("message_group_uuid") String conversation) {
        return reader.one(me, ConversationId.parse(conversation));
    }

    @PutMapping(
            path = "/api/message_groups/{message_group_uuid}/settings",
            consumes = {MediaType.APPLICATION_JSON_VALUE, GroupController.MERGE_PATCH},
            produces = MediaType.APPLICATION_JSON_VALUE)
    ConversationJson changeSettings(
            @SignedIn User me,
            @PathVariable("message_group_uuid") String conversation,
            @RequestBody SettingsPatch patch) {
        ConversationId id = ConversationId.parse(conversation);
        changeSettings.change(me, id, patch.change());
        return reader.one(me, id);
    }

    @DeleteMapping("/api/message_groups/{message_group_uuid}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void clear(
            @SignedIn User me,
            @PathVariable("message_group_uuid") String conversation,
            @RequestParam(name = "last_seq", required = false) @Nullable SeqOf last) {
        clearConversation.clear(me, ConversationId.parse(conversation), last == null ? null : last.seq());
    }
}
