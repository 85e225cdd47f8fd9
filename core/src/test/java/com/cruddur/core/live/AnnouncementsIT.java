package com.cruddur.core.live;

import static com.cruddur.core.testing.MessagingTable.user;
import static org.assertj.core.api.Assertions.assertThat;

import com.cruddur.core.UseCaseSettings;
import com.cruddur.core.UseCases;
import com.cruddur.core.change.Emoji;
import com.cruddur.core.conversation.ConversationId;
import com.cruddur.core.group.GroupTitle;
import com.cruddur.core.group.History;
import com.cruddur.core.message.MessageText;
import com.cruddur.core.people.User;
import com.cruddur.core.testing.MessagingTable;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is announced, by an instance that is busy or has died, as the person who has a stream open hears it. */
class AnnouncementsIT {

    private static final MessagingTable TABLE = MessagingTable.create();

    private final User andrew = user("andrewbrown");
    private final User bayko = user("bayko");
    private final User londo = user("londo");
    private final User vir = user("vir");

    private final LocalBus bus = new LocalBus();
    private final Queue<Runnable> waiting = new ArrayDeque<>();
    private final UseCases useCases = UseCases.of(
            TABLE.client(), TABLE.name(), UseCaseSettings.at(Clock.systemUTC()).withBus(bus, waiting::add));

    @ParameterizedTest
    @CsvSource({"ALL, 2", "FROM_JOIN, 1"})
    void whoJoinedMeanwhileIsToldOfAnEarlierMessageOnlyWhereTheHistoryIsForAll(History history, int told) {
        ConversationId group = group(history);
        waiting.clear();
        List<LiveEvent> events = heardBy(vir);

        useCases.sendMessage().send(andrew, group, new MessageText("Before Vir"), null);
        useCases.manageGroup().add(andrew, group, List.of(vir));
        announce();

        assertThat(events.stream().filter(LiveEvent.Sent.class::isInstance)).hasSize(told);
    }

    @Test
    void aRepeatTellsWhatAnInstanceThatDiedDidNot() {
        ConversationId group = group(History.ALL);
        long seq = useCases.sendMessage()
                .send(andrew, group, new MessageText("Hello"), null)
                .seq();
        List<LiveEvent> hers = heardBy(bayko);
        for (int i = 0; i < 2; i++) {
            // The first time nothing is told.
            waiting.clear();
            useCases.changeMessage().react(londo, group, seq, new Emoji("👍"));
            useCases.markRead().upTo(bayko, group, seq);
        }

        announce();

        assertThat(hers).contains(new LiveEvent.Changed(group, seq), new LiveEvent.Row(group));
    }

    private ConversationId group(History history) {
        return useCases.createGroup()
                .create(andrew, List.of(bayko, londo), new GroupTitle("Babylon 5"), history, null)
                .id();
    }

    private List<LiveEvent> heardBy(User user) {
        List<LiveEvent> events = new ArrayList<>();
        bus.subscribe(user.id(), events::add, () -> {});
        return events;
    }

    private void announce() {
        while (!waiting.isEmpty()) {
            waiting.remove().run();
        }
    }
}
