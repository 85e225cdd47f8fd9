package com.cruddur.api.conversation;

import com.cruddur.core.group.Role;
import com.cruddur.core.problem.CruddurException;
import com.cruddur.core.problem.ErrorCode;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The body of {@code PUT /api/message_groups/{message_group_uuid}/members/{user_uuid}}. */
record RoleToGive(@Nullable String role) {

    Role checked() {
        return Arrays.stream(Role.values())
                .filter(known -> known.code().equals(role))
                .findFirst()
                .orElseThrow(() -> new CruddurException(ErrorCode.MALFORMED_REQUEST, "role is admin or member"));
    }
}
