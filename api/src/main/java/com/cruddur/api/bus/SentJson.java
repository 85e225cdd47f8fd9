package com.cruddur.api.bus;

import static com.cruddur.api.bus.BusCodec.required;

import com.cruddur.core.conversation.ConversationId;
import com.cruddur.core.conversation.Member;
import com.cruddur.core.message.Message;
import com.cruddur.core.message.MessageId;
import com.cruddur.core.message.Revision;
import com.cruddur.core.message.SystemEvent;
import com.cruddur.core.people.UserId;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A message as it was sent, on the bus.
 *
 * @param pair both of a pair; empty for a group's message
 */
record SentJson(
        @Nullable UUID uuid,
        @Nullable Instant createdAt,
        @Nullable Person sender,
        @Nullable String text,
        @Nullable Set<UUID> pair,
        long replyTo,
        @Nullable Told event) {

    record Person(
            @Nullable UUID uuid,
            @Nullable String handle,
            @Nullable String displayName) {

        static Person of(Member member) {
            return new Person(member.id().uuid(), member.handle(), member.displayName());
        }

        Member toMember() {
            return new Member(
                    new UserId(required(uuid, "uuid")),
                    required(handle, "handle"),
                    required(displayName, "display_name"));
        }
    }

    /** What a system message tells. */
    record Told(
            @Nullable String type,
            @Nullable List<Person> members,
            @Nullable String title,
            @Nullable Person newAdmin) {

        static Told of(SystemEvent event) {
            return new Told(
                    event.type().code(),
                    event.members().stream().map(Person::of).toList(),
                    event.title(),
                    event.newAdmin() == null ? null : Person.of(event.newAdmin()));
        }

        SystemEvent toEvent() {
            return new SystemEvent(
                    SystemEvent.Type.valueOf(required(type, "type").toUpperCase(Locale.ROOT)),
                    required(members, "members").stream().map(Person::toMember).toList(),
                    title,
                    newAdmin == null ? null : newAdmin.toMember());
        }
    }

    static SentJson of(Message message) {
        return new SentJson(
                message.id().uuid(),
                message.createdAt(),
                Person.of(message.sender()),
                message.text(),
                message.memberIds().stream().map(UserId::uuid).collect(Collectors.toSet()),
                message.replyTo(),
                message.event() == null ? null : Told.of(message.event()));
    }

    Message toMessage(ConversationId conversation, long seq) {
        return new Message(
                new MessageId(required(uuid, "uuid")),
                conversation,
                seq,
                required(createdAt, "created_at"),
                required(sender, "sender").toMember(),
                required(text, "text"),
                required(pair, "pair").stream().map(UserId::new).collect(Collectors.toSet()),
                replyTo,
                event == null ? null : event.toEvent(),
                Revision.NONE);
    }
}
