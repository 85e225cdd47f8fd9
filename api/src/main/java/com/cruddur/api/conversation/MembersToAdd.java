package com.cruddur.api.conversation;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The body of {@code POST /api/message_groups/{message_group_uuid}/members}. */
record MembersToAdd(@Nullable List<@Nullable String> handles) {}
