package com.cruddur.api.bus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.cruddur.api.bus.BusMessage.Kind;
import com.cruddur.core.conversation.ConversationId;
import com.cruddur.core.conversation.Member;
import com.cruddur.core.live.BusForm;
import com.cruddur.core.live.LiveEvent;
import com.cruddur.core.message.Message;
import com.cruddur.core.message.MessageId;
import com.cruddur.core.message.MessageText;
import com.cruddur.core.message.Revision;
import com.cruddur.core.message.SystemEvent;
import com.cruddur.core.people.UserId;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class BusCodecTest {

    private static final ConversationId CONVERSATION = new ConversationId(UUID.randomUUID());
    private static final Member ALICE = new Member(new UserId(UUID.randomUUID()), "alice", "Alice “A”");
    private static final Member BOB = new Member(new UserId(UUID.randomUUID()), "bob", "Bob");

    private final BusCodec codec = new BusCodec("here");

    static Stream<LiveEvent> events() {
        return Stream.of(
                new LiveEvent.Sent(message("Hello\n\"you\" 👋", null)),
                new LiveEvent.Sent(message(
                        "Alice added Bob",
                        SystemEvent.of(SystemEvent.Type.MEMBERS_ADDED, Collections.nCopies(50, BOB)))),
                new LiveEvent.Sent(
                        message("Alice left", new SystemEvent(SystemEvent.Type.MEMBER_LEFT, List.of(), "Title", BOB))),
                new LiveEvent.Sent(message("👋".repeat(MessageText.MAX_CHARACTERS), null)),
                new LiveEvent.Changed(CONVERSATION, 7),
                new LiveEvent.Row(CONVERSATION),
                new LiveEvent.Left(CONVERSATION),
                new LiveEvent.Read(CONVERSATION, BOB.id(), 9),
                new LiveEvent.Typing(CONVERSATION, BOB.id()));
    }

    private static Message message(String text, @Nullable SystemEvent event) {
        return new Message(
                new MessageId(UUID.randomUUID()),
                CONVERSATION,
                3,
                Instant.parse("2026-11-27T20:15:30.123Z"),
                ALICE,
                text,
                event == null ? Set.of(ALICE.id(), BOB.id()) : Set.of(),
                event == null ? 2 : 0,
                event,
                Revision.NONE);
    }

    @ParameterizedTest
    @MethodSource("events")
    void anEventIsReadAsItWasWritten(LiveEvent event) {
        assertThat(BusCodec.decode(codec.encode(event))).isEqualTo(new BusMessage("here", Kind.EVENT, event));
    }

    @Test
    void aMessageThatWasChangedAlreadyIsToldAsAChange() {
        Message edited = message("Hello", null).edited("Hullo", Instant.now()).numbered(1);

        assertThat(BusCodec.decode(codec.encode(new LiveEvent.Sent(edited))).event())
                .isEqualTo(new LiveEvent.Changed(CONVERSATION, 3));
    }

    @Test
    void aMessageThatIsTooLongIsToldByItsNumber() {
        Message longest = message("x".repeat(BusCodec.MAX_BYTES), null);

        assertThat(BusCodec.decode(codec.encode(new LiveEvent.Sent(longest))).event())
                .isEqualTo(new LiveEvent.Changed(CONVERSATION, 3));
    }

    @Test
    void whatTheStreamFunctionWritesIsRead() {
        assertThat(BusCodec.decode(BusForm.row(CONVERSATION)))
                .isEqualTo(new BusMessage(null, Kind.EVENT, new LiveEvent.Row(CONVERSATION)));
        assertThat(BusCodec.decode(BusForm.changed(CONVERSATION, 7)))
                .isEqualTo(new BusMessage(null, Kind.EVENT, new LiveEvent.Changed(CONVERSATION, 7)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"v\":1,\"kind\":\"sung\",\"melody\":[1]}",
                "{\"v\":2,\"kind\":\"row\"}",
                "{\"v\":2}",
            })
    void whatALaterVersionSaysIsLeftOut(String text) {
        assertThat(BusCodec.decode(text)).isEqualTo(new BusMessage(null, Kind.UNKNOWN, null));
    }

    @Test
    void aFieldOfALaterVersionIsLeftOut() {
        String later = BusForm.row(CONVERSATION).replace("}", ",\"mood\":{\"a\":[1,2]}}");

        assertThat(BusCodec.decode(later).event()).isEqualTo(new LiveEvent.Row(CONVERSATION));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "1",
                "[]",
                "{",
                "{}",
                "{\"v\":1}",
                "{\"v\":\"x\",\"kind\":\"row\"}",
                "{\"v\":1,\"kind\":\"row\"}",
                "{\"v\":1,\"kind\":\"row\",\"conversation\":\"x\"}",
                "{\"v\":1,\"kind\":\"sent\",\"conversation\":\"6ae8cf0f-6b73-5d4c-9a2e-1f0c1a1f7a11\",\"seq\":1}",
                "{\"v\":1,\"kind\":\"sent\",\"conversation\":\"6ae8cf0f-6b73-5d4c-9a2e-1f0c1a1f7a11\",\"seq\":1,\"message\":{}}",
                "{\"v\":1,\"kind\":\"changed\",\"conversation\":\"6ae8cf0f-6b73-5d4c-9a2e-1f0c1a1f7a11\",\"seq\":0}",
                "{\"v\":1,\"kind\":\"read\",\"conversation\":\"6ae8cf0f-6b73-5d4c-9a2e-1f0c1a1f7a11\",\"seq\":1}",
            })
    void whatNobodyOfOursWritesIsRefused(String text) {
        assertThatThrownBy(() -> BusCodec.decode(text)).isInstanceOf(RuntimeException.class);
    }

    @Test
    void whatIsTooLongIsNotParsed() {
        assertThatThrownBy(() -> BusCodec.decode(BusForm.row(CONVERSATION) + " ".repeat(BusCodec.MAX_BYTES)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("65536");
    }
}
