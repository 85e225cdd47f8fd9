package com.cruddur.core.inbox;

import static com.cruddur.core.testing.Failures.assertFails;
import static com.cruddur.core.testing.MessagingTable.user;
import static org.assertj.core.api.Assertions.assertThat;

import com.cruddur.core.conversation.ConversationId;
import com.cruddur.core.message.Message;
import com.cruddur.core.message.MessageSeq;
import com.cruddur.core.people.User;
import com.cruddur.core.problem.ErrorCode;
import com.cruddur.core.testing.Messaging;
import com.cruddur.core.testing.MessagingTable;
import org.junit.jupiter.api.Test;

class MarkReadIT {

    private static final MessagingTable TABLE = MessagingTable.create();
    private static final Messaging MESSAGING = new Messaging(TABLE.useCases());

    private final MarkRead markRead = TABLE.useCases().markRead();
    private final User andrew = user("andrewbrown");
    private final User bayko = user("bayko");
    private final User londo = user("londo");
    private final Message first = MESSAGING.open(andrew, bayko, "1");
    private final ConversationId conversation = first.conversation();

    @Test
    void readingClearsTheUnreadCountAndTheReadMarkerNeverGoesBack_AP7_AP8() {
        Message second = MESSAGING.send(andrew, conversation, "2");
        TABLE.advance(MESSAGING.send(bayko, conversation, "my own is not unread"));

        assertThat(MESSAGING.onlyConversation(bayko).unreadCount()).isEqualTo(2);
        markRead.upTo(bayko, conversation, second.seq());
        assertThat(MESSAGING.onlyConversation(bayko).unreadCount()).isZero();
        markRead.upTo(bayko, conversation, first.seq());
        assertThat(MESSAGING.onlyConversation(bayko).conversation().lastRead()).isEqualTo(second.seq());
    }

    @Test
    void aMessageThatNobodyHasSentYetCannotBeMarked() {
        assertFails(ErrorCode.LAST_READ_SEQ_BEYOND_NEWEST, () -> markRead.upTo(bayko, conversation, 2));
    }

    @Test
    void whoIsNotAMemberMarksNothingAndLeavesNothingInTheTable() {
        assertFails(ErrorCode.MESSAGE_GROUP_NOT_FOUND, () -> markRead.upTo(londo, conversation, MessageSeq.FIRST));

        assertThat(TABLE.items("GRP#" + londo.id())).isEmpty();
    }
}
