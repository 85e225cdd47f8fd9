package com.cruddur.core.group;

import com.cruddur.core.conversation.Member;
import com.cruddur.core.message.SystemEvent;
import com.cruddur.core.people.UserId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A change of a group that somebody wants to make and may make.
 *
 * @param after the group with it
 * @param event what the system message tells of it
 * @param added who gets a row by it
 * @param removed whose row goes by it; null for nobody's
 */
record GroupChange(
        Group after,
        SystemEvent event,
        List<Member> added,
        @Nullable UserId removed) {

    static GroupChange of(Group after, SystemEvent event) {
        return new GroupChange(after, event, List.of(), null);
    }
}
