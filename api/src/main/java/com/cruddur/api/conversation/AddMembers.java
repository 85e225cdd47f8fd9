package com.cruddur.api.conversation;

import com.cruddur.api.people.UserDirectory;
import com.cruddur.core.conversation.Conversation;
import com.cruddur.core.conversation.ConversationId;
import com.cruddur.core.conversation.Member;
import com.cruddur.core.group.CreateGroup;
import com.cruddur.core.group.Group;
import com.cruddur.core.group.History;
import com.cruddur.core.group.ManageGroup;
import com.cruddur.core.inbox.ListConversations;
import com.cruddur.core.people.User;
import com.cruddur.core.problem.CruddurException;
import com.cruddur.core.problem.ErrorCode;
import com.cruddur.core.send.IdempotencyKey;
import com.cruddur.core.wire.ConversationJson;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Adds people to a conversation. Two people stay two: with a third they get a group of its own. */
@Component
class AddMembers {

    private final ListConversations listConversations;
    private final ManageGroup manageGroup;
    private final CreateGroup createGroup;
    private final Invitees invitees;
    private final UserDirectory directory;
    private final ConversationReader reader;

    AddMembers(
            ListConversations listConversations,
            ManageGroup manageGroup,
            CreateGroup createGroup,
            Invitees invitees,
            UserDirectory directory,
            ConversationReader reader) {
        this.listConversations = listConversations;
        this.manageGroup = manageGroup;
        this.createGroup = createGroup;
        this.invitees = invitees;
        this.directory = directory;
        this.reader = reader;
    }

    /** @return the new group where the conversation was one of two */
    Optional<ConversationJson> add(
            User me, ConversationId id, @Nullable List<@Nullable String> handles, @Nullable IdempotencyKey key) {
        Conversation row = listConversations.one(me, id).conversation();
        if (!row.isGroup()) {
            return Optional.of(newGroup(me, row, invitees.named(handles), key));
        }
        Group group = manageGroup.read(me, id);
        List<User> people = invitees.named(handles).stream()
                .filter(person -> group.find(person.id()).isEmpty())
                .toList();
        invitees.requireAvailable(me, people);
        manageGroup.add(me, id, people);
        return Optional.empty();
    }

    private ConversationJson newGroup(User me, Conversation pair, List<User> more, @Nullable IdempotencyKey key) {
        Member other = pair.other()
                .orElseThrow(() -> new CruddurException(ErrorCode.USER_NOT_FOUND, "The other person is not known"));
        List<User> others = new ArrayList<>(List.of(directory.byId(other.id())));
        more.stream().filter(person -> !person.id().equals(other.id())).forEach(others::add);
        invitees.requireAvailable(me, others);
        return reader.one(
                me, createGroup.create(me, others, null, History.ALL, key).id());
    }
}
