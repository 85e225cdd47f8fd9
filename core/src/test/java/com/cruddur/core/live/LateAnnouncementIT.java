package com.cruddur.core.live;

import static com.cruddur.core.testing.MessagingTable.user;
import static org.assertj.core.api.Assertions.assertThat;

import com.cruddur.core.UseCases;
import com.cruddur.core.cache.ReadCache;
import com.cruddur.core.change.EditWindow;
import com.cruddur.core.conversation.ConversationId;
import com.cruddur.core.group.GroupTitle;
import com.cruddur.core.group.History;
import com.cruddur.core.message.MessageText;
import com.cruddur.core.people.User;
import com.cruddur.core.send.LocalPacing;
import com.cruddur.core.testing.MessagingTable;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Announcements that wait, on a busy instance, until somebody has joined. */
class LateAnnouncementIT {

    private static final MessagingTable TABLE = MessagingTable.create();

    private final User andrew = user("andrewbrown");
    private final User bayko = user("bayko");
    private final User londo = user("londo");
    private final User vir = user("vir");

    @ParameterizedTest
    @CsvSource({"ALL, 2", "FROM_JOIN, 1"})
    void whoJoinedMeanwhileIsToldOfAnEarlierMessageOnlyWhereTheHistoryIsForAll(History history, int told) {
        LocalBus bus = new LocalBus();
        Queue<Runnable> waiting = new ArrayDeque<>();
        UseCases useCases = UseCases.of(
                TABLE.client(),
                TABLE.name(),
                Clock.systemUTC(),
                EditWindow.DEFAULT,
                new SecureRandom()::nextLong,
                new LocalPacing(),
                bus,
                waiting::add,
                ReadCache.NONE);
        ConversationId group = useCases.createGroup()
                .create(andrew, List.of(bayko, londo), new GroupTitle("Babylon 5"), history, null)
                .id();
        waiting.clear();
        List<LiveEvent> events = new ArrayList<>();
        bus.subscribe(vir.id(), events::add, () -> {});

        useCases.sendMessage().send(andrew, group, new MessageText("Before Vir"), null);
        useCases.manageGroup().add(andrew, group, List.of(vir));
        while (!waiting.isEmpty()) {
            waiting.remove().run();
        }

        assertThat(events.stream().filter(LiveEvent.Sent.class::isInstance)).hasSize(told);
    }
}
