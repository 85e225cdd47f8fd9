package com.cruddur.core.message;

import static com.cruddur.core.testing.Failures.assertFails;
import static com.cruddur.core.testing.MessagingTable.user;
import static org.assertj.core.api.Assertions.assertThat;

import com.cruddur.core.conversation.ConversationId;
import com.cruddur.core.page.Page;
import com.cruddur.core.people.User;
import com.cruddur.core.problem.ErrorCode;
import com.cruddur.core.testing.Messaging;
import com.cruddur.core.testing.MessagingTable;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ReadMessagesIT {

    private static final MessagingTable TABLE = MessagingTable.create();
    private static final Messaging MESSAGING = new Messaging(TABLE.useCases());

    private final User andrew = user("andrewbrown");
    private final User bayko = user("bayko");

    @Test
    void pagesGoBackAndForthWithoutGapOrRepeat_AP2() {
        ConversationId conversation = MESSAGING.open(andrew, bayko, "0").conversation();
        for (int i = 1; i < 105; i++) {
            MESSAGING.send(i % 2 == 0 ? andrew : bayko, conversation, "" + i);
        }
        List<String> all = IntStream.range(0, 105).mapToObj(i -> "" + i).toList();

        assertThat(texts(conversation, new MessageRange.Newest(), 10, true)).isEqualTo(all);
        long sixth = MESSAGING.read(andrew, conversation).get(0).seq();
        assertThat(texts(conversation, new MessageRange.After(sixth), 7, false)).isEqualTo(all.subList(6, 105));
        Page<Message, MessageRange> exact = page(conversation, new MessageRange.Before(sixth), 5);
        assertThat(exact.items()).hasSize(5);
        assertThat(exact.next()).as("an exactly full last page is the last").isNull();
    }

    @Test
    void whoIsNotAMemberReadsNothing() {
        ConversationId conversation = MESSAGING.open(andrew, bayko, "private").conversation();

        assertFails(ErrorCode.MESSAGE_GROUP_NOT_FOUND, () -> MESSAGING.read(user("londo"), conversation));
    }

    @Test
    void theLongestTextInFourByteCharactersComesBackAsItWas() {
        String longest = "🚀".repeat(MessageText.MAX_CHARACTERS);
        Message sent = MESSAGING.open(andrew, bayko, longest);

        assertThat(MESSAGING.read(bayko, sent.conversation()))
                .extracting(Message::text)
                .containsExactly(longest);
        assertThat(MESSAGING
                        .onlyConversation(bayko)
                        .conversation()
                        .lastMessage()
                        .preview())
                .hasSizeLessThan(240);
    }

    /** Those of all pages, oldest first. */
    private List<String> texts(ConversationId conversation, MessageRange start, int limit, boolean backwards) {
        List<Message> all = new ArrayList<>();
        Set<MessageRange> asked = new HashSet<>();
        for (MessageRange range = start; range != null; ) {
            assertThat(asked.add(range)).as("no range is asked twice").isTrue();
            Page<Message, MessageRange> page = page(conversation, range, limit);
            all.addAll(backwards ? 0 : all.size(), page.items());
            range = page.next();
        }
        return all.stream().map(Message::text).toList();
    }

    private Page<Message, MessageRange> page(ConversationId conversation, MessageRange range, int limit) {
        return TABLE.useCases().readMessages().page(andrew, conversation, range, limit);
    }
}
