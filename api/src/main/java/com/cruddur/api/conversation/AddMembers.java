package com.cruddur.api.conversation;

import com.cruddur.api.people.UserDirectory;
import com.cruddur.core.conversation.Conversation;
import com.cruddur.core.conversation.ConversationId;
import com.cruddur.core.conversation.Member;
import com.cruddur.core.group.Group;
import com.cruddur.core.group.History;
import com.cruddur.core.group.ManageGroup;
import com.cruddur.core.inbox.ListConversations;
import com.cruddur.core.people.MessagesFrom;
import com.cruddur.core.people.Receiver;
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
    private final NewGroup newGroup;
    private final Invitees invitees;
    private final UserDirectory directory;

    AddMembers(
            ListConversations listConversations,
            ManageGroup manageGroup,
            NewGroup newGroup,
            Invitees invitees,
            UserDirectory directory) {
        this.listConversations = listConversations;
        this.manageGroup = manageGroup;
        this.newGroup = newGroup;
        this.invitees = invitees;
        this.directory = directory;
    }

    /** @return the new group where the conversation was one of two */
    Optional<ConversationJson> add(
            User me, ConversationId id, @Nullable List<@Nullable String> handles, @Nullable IdempotencyKey key) {
        Conversation row = listConversations.one(me, id).conversation();
        if (!row.isGroup()) {
            return Optional.of(withThird(me, row, invitees.named(handles), key));
        }
        Group group = manageGroup.readAsAdmin(me, id);
        List<Receiver> people = invitees.named(handles).stream()
                .filter(person -> group.find(person.user().id()).isEmpty())
                .toList();
        invitees.requireAvailable(me, people);
        manageGroup.add(me, id, people.stream().map(Receiver::user).toList());
        return Optional.empty();
    }

    private ConversationJson withThird(User me, Conversation pair, List<Receiver> more, @Nullable IdempotencyKey key) {
        Member other = pair.other()
                .orElseThrow(() -> new CruddurException(ErrorCode.USER_NOT_FOUND, "The other person is not known"));
        // Who is in a conversation with me knows me.
        List<Receiver> others =
                new ArrayList<>(List.of(new Receiver(directory.byId(other.id()), MessagesFrom.EVERYONE)));
        more.stream().filter(person -> !person.user().id().equals(other.id())).forEach(others::add);
        return newGroup.make(me, others, null, History.ALL, key);
    }
}
