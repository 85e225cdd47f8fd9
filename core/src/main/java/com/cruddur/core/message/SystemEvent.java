package com.cruddur.core.message;

import com.cruddur.core.conversation.Member;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What a system message tells, as data. The message's sender is whoever did it.
 *
 * @param members whom it concerns, besides the sender
 * @param title of the group from now on; null where it has none, or it stays
 * @param newAdmin who is made an admin because the last one has left; null otherwise
 */
public record SystemEvent(
        Type type,
        List<Member> members,
        @Nullable String title,
        @Nullable Member newAdmin) {

    /** How many people a sentence names. */
    private static final int MAX_NAMES = 3;

    /** The names in lower case are part of the contract. */
    public enum Type {
        GROUP_CREATED,
        MEMBERS_ADDED,
        MEMBER_REMOVED,
        MEMBER_LEFT,
        TITLE_CHANGED,
        ADMIN_ADDED,
        ADMIN_REMOVED;

        /** As the contract and the table write it: {@code members_added}. */
        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public SystemEvent {
        members = List.copyOf(members);
    }

    public static SystemEvent of(Type type, List<Member> members) {
        return new SystemEvent(type, members, null, null);
    }

    /** The same as a sentence, for a client that knows no system messages. */
    public String sentence(Member sender) {
        String who = sender.displayName();
        return switch (type) {
            case GROUP_CREATED ->
                who + " created the group" + (title == null ? "" : " “" + title + "”") + " with " + names();
            case MEMBERS_ADDED -> who + " added " + names();
            case MEMBER_REMOVED -> who + " removed " + names();
            case MEMBER_LEFT ->
                who + " left" + (newAdmin == null ? "" : ". " + newAdmin.displayName() + " is an admin now");
            case TITLE_CHANGED ->
                title == null ? who + " removed the title" : who + " changed the title to “" + title + "”";
            case ADMIN_ADDED -> who + " made " + names() + " an admin";
            case ADMIN_REMOVED -> names() + " is no longer an admin";
        };
    }

    private String names() {
        List<String> names =
                members.stream().limit(MAX_NAMES).map(Member::displayName).toList();
        int more = members.size() - names.size();
        if (more > 0) {
            return String.join(", ", names) + " and " + more + " more";
        }
        int last = names.size() - 1;
        return last < 1
                ? String.join("", names)
                : String.join(", ", names.subList(0, last)) + " and " + names.get(last);
    }
}
