package com.cruddur.api.conversation;

import com.cruddur.api.http.JsonMember;
import com.cruddur.core.group.GroupTitle;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The body of {@code PATCH /api/message_groups/{message_group_uuid}}: a title that is missing stays as it is. */
record GroupPatch(@Nullable JsonNode title) {

    boolean changesTitle() {
        return title != null;
    }

    /** Null for a group that is to have no title. */
    @Nullable
    GroupTitle newTitle() {
        String text = title == null ? null : JsonMember.textOrNull("title", title);
        return text == null ? null : new GroupTitle(text);
    }
}
