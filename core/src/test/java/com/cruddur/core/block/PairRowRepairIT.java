package com.cruddur.core.block;

import static com.cruddur.core.testing.MessagingTable.user;
import static org.assertj.core.api.Assertions.assertThat;

import com.cruddur.core.conversation.Conversation;
import com.cruddur.core.conversation.ConversationId;
import com.cruddur.core.conversation.Member;
import com.cruddur.core.conversation.OwnState;
import com.cruddur.core.conversation.Participants;
import com.cruddur.core.message.Message;
import com.cruddur.core.message.MessageDraft;
import com.cruddur.core.message.MessageId;
import com.cruddur.core.people.User;
import com.cruddur.core.testing.MessagingTable;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Rows that are made for loaded messages, beside people who write. */
class PairRowRepairIT {

    private static final MessagingTable TABLE = MessagingTable.create();

    private final User andrew = user("andrewbrown");
    private final User bayko = user("bayko");
    private final List<Member> members = List.of(Member.of(andrew), Member.of(bayko));
    private final ConversationId conversation = ConversationId.between(andrew.id(), bayko.id());
    private final PairRowRepair rows = new PairRowRepair(
            TABLE.client(), TABLE.name(), new Blocks(TABLE.client(), TABLE.name(), Clock.systemUTC()));

    @Test
    void whatSomebodyWroteBetweenTheLoadAndItsRowsIsShownAndUnread() {
        Message loaded = stored(1, "loaded");
        // Its move finds no rows.
        Message live = stored(2, "live");
        TABLE.advance(live);

        rows.putAll(
                members.stream().map(owner -> row(owner, loaded)).toList(),
                () -> TABLE.messages().newest(conversation).map(Message::asLast));

        for (Member owner : members) {
            Conversation row =
                    TABLE.conversations().find(owner.id(), conversation).orElseThrow();
            assertThat(row.lastMessage()).isEqualTo(live.asLast());
            assertThat(row.mayHaveUnread()).isTrue();
        }
    }

    private Conversation row(Member owner, Message newest) {
        return new Conversation(
                owner.id(),
                conversation,
                new Participants.Pair(members, false),
                newest.asLast(),
                OwnState.readUpTo(newest.seq()),
                newest.createdAt());
    }

    private Message stored(long seq, String text) {
        MessageDraft draft = new MessageDraft(
                new MessageId(UUID.randomUUID()), conversation, members.get(0), text, Set.of(andrew.id(), bayko.id()));
        return TABLE.messages().put(draft.at(seq, Instant.now())).orElseThrow();
    }
}
