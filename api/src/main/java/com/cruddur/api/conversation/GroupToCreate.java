package com.cruddur.api.conversation;

import com.cruddur.core.group.GroupTitle;
import com.cruddur.core.group.History;
import com.cruddur.core.problem.CruddurException;
import com.cruddur.core.problem.ErrorCode;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The body of {@code POST /api/message_groups}. A member that is null counts as missing. */
record GroupToCreate(
        @Nullable List<@Nullable String> handles,
        @Nullable String title,
        @Nullable String history) {

    @Nullable
    GroupTitle checkedTitle() {
        return title == null ? null : new GroupTitle(title);
    }

    History checkedHistory() {
        return history == null ? History.ALL : historyOf(history);
    }

    private static History historyOf(String code) {
        return Arrays.stream(History.values())
                .filter(known -> known.code().equals(code))
                .findFirst()
                .orElseThrow(() -> new CruddurException(ErrorCode.MALFORMED_REQUEST, "history is all or from_join"));
    }
}
