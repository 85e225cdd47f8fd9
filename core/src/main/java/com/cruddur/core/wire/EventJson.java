package com.cruddur.core.wire;

import com.cruddur.core.message.SystemEvent;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a system message tells. */
public record EventJson(
        String type,
        List<MemberJson> members,
        @Nullable String title,
        @Nullable MemberJson newAdmin) {

    static EventJson of(SystemEvent event) {
        return new EventJson(
                event.type().code(),
                event.members().stream().map(MemberJson::of).toList(),
                event.title(),
                event.newAdmin() == null ? null : MemberJson.of(event.newAdmin()));
    }
}
