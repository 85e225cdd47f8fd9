package com.cruddur.api.events;

import com.cruddur.api.security.SignedIn;
import com.cruddur.core.conversation.ConversationId;
import com.cruddur.core.live.LiveSignals;
import com.cruddur.core.people.User;
import com.cruddur.core.people.UserId;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Who is writing, and who is there. */
@RestController
class SignalController {

    /** Somebody who types calls more often; the others are told once in so long. */
    static final Duration ONE_TYPING = Duration.ofSeconds(3);

    record OnlineJson(UUID uuid) {}

    private record Writer(UserId user, ConversationId conversation) {}

    private final LiveSignals signals;
    private final Visibility visibility;
    private final Cache<Writer, Writer> told = Caffeine.newBuilder()
            .maximumSize(50_000)
            .expireAfterWrite(ONE_TYPING)
            .build();

    SignalController(LiveSignals signals, Visibility visibility) {
        this.signals = signals;
        this.visibility = visibility;
    }

    @PostMapping("/api/message_groups/{message_group_uuid}/typing")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void typing(@SignedIn User me, @PathVariable("message_group_uuid") String conversation) {
        Writer writer = new Writer(me.id(), ConversationId.parse(conversation));
        boolean isDue = told.asMap().putIfAbsent(writer, writer) == null;
        signals.typing(me, writer.conversation(), isDue);
    }

    @GetMapping(path = "/api/message_groups/{message_group_uuid}/presence", produces = MediaType.APPLICATION_JSON_VALUE)
    List<OnlineJson> presence(@SignedIn User me, @PathVariable("message_group_uuid") String conversation) {
        Set<UserId> online = signals.online(me, ConversationId.parse(conversation));
        return online.stream()
                .filter(other -> visibility.showsPresence(me.id(), other))
                .map(other -> new OnlineJson(other.uuid()))
                .toList();
    }
}
