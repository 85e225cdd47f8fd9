package com.cruddur.api.events;

import com.cruddur.core.people.User;
import com.cruddur.core.people.UserId;
import com.cruddur.core.people.Users;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;

/** Ends the streams of people who are not registered any more. One statement in PostgreSQL for {@link #AT_ONCE} people. */
@Component
class RemovedPeople implements DisposableBean {

    private static final Logger LOG = LoggerFactory.getLogger(RemovedPeople.class);
    private static final int AT_ONCE = 500;

    private final EventStreams streams;
    private final Users users;
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "removed-people");
        thread.setDaemon(true);
        return thread;
    });

    RemovedPeople(EventStreams streams, Users users, EventsProperties properties) {
        this.streams = streams;
        this.users = users;
        long pause = properties.people().toMillis();
        var unused = timer.scheduleWithFixedDelay(this::look, pause, pause, TimeUnit.MILLISECONDS);
    }

    private void look() {
        try {
            List<UserId> people = new ArrayList<>(streams.people());
            Set<UserId> removed = new HashSet<>();
            for (int from = 0; from < people.size(); from += AT_ONCE) {
                List<UserId> some = people.subList(from, Math.min(people.size(), from + AT_ONCE));
                removed.addAll(some);
                users.byIds(some).stream().map(User::id).forEach(removed::remove);
            }
            streams.end(removed);
        } catch (RuntimeException away) {
            // The next look is soon.
            LOG.debug("Whether people with streams are still registered is not known", away);
        }
    }

    @Override
    public void destroy() {
        timer.shutdownNow();
    }
}
