package com.cruddur.cli.work;

import static com.cruddur.core.testing.MessagingTable.user;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.cruddur.core.conversation.ConversationId;
import com.cruddur.core.conversation.Member;
import com.cruddur.core.message.Message;
import com.cruddur.core.message.MessageDraft;
import com.cruddur.core.message.MessageId;
import com.cruddur.core.message.MessageItem;
import com.cruddur.core.message.MessageText;
import com.cruddur.core.people.User;
import com.cruddur.core.problem.CruddurException;
import com.cruddur.core.problem.ErrorCode;
import com.cruddur.core.testing.Faults;
import com.cruddur.core.testing.MessagingTable;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;

class MessageImportIT {

    private static final MessagingTable TABLE = MessagingTable.create();

    private final User andrew = user("andrewbrown");
    private final User bayko = user("bayko");
    private final ConversationId conversation = ConversationId.between(andrew.id(), bayko.id());
    private final List<MessageImport.Line> lines =
            IntStream.range(0, 150).mapToObj(i -> line("loaded " + i)).toList();

    @Test
    void intoAnEmptyConversationTheMessagesGoInTheirOrderWithTheirTimes() {
        List<Message> loaded = load();

        assertThat(stored()).isEqualTo(loaded);
        assertThat(loaded).extracting(Message::seq).isEqualTo(upTo(150));
        assertThat(loaded)
                .extracting(message -> new MessageImport.Line(
                        new MessageDraft(
                                message.id(),
                                message.conversation(),
                                message.sender(),
                                message.text(),
                                message.memberIds()),
                        message.createdAt()))
                .isEqualTo(lines);
    }

    @Test
    void loadingAgainDoublesNothing() {
        List<Message> loaded = load();

        assertThat(load()).isEqualTo(loaded);
        assertThat(importing().append(conversation, lines.subList(100, 150), 100))
                .as("with what is known to be there left out")
                .isEqualTo(loaded.subList(100, 150));
        assertThat(stored()).isEqualTo(loaded);
    }

    @Test
    void messagesThatAreAddedLaterComeAtTheEnd() {
        List<MessageImport.Line> without = new ArrayList<>(lines);
        MessageImport.Line late = without.remove(20);
        importing().append(conversation, without, 0);

        List<Message> loaded = load();

        assertThat(loaded.get(20).id()).isEqualTo(late.draft().id());
        assertThat(loaded.get(20).seq()).isEqualTo(150);
        assertThat(stored()).hasSize(150).containsAll(loaded);
    }

    @Test
    void aLoadThatWasKilledAgainAndAgainGoesOnWhereItWas() {
        for (int calls : new int[] {1, 2, 40, 60}) {
            MessagingTable killed = TABLE.through(Faults.crashAfter(calls));
            assertThatThrownBy(() -> new MessageImport(killed.client(), killed.name()).append(conversation, lines, 0))
                    .hasMessage("crash");
            assertDense();
        }

        List<Message> loaded = load();

        assertThat(loaded).extracting(Message::seq).isEqualTo(upTo(150));
        assertThat(stored()).isEqualTo(loaded);
    }

    @Test
    void aNumberThatSomebodyElseWinsJustBeforeIsLeftToThem() {
        TABLE.useCases().openConversation().open(andrew, bayko, new MessageText("live 0"), null);
        List<Message> live = new ArrayList<>();
        AtomicInteger puts = new AtomicInteger();
        ExecutionInterceptor meanwhile = Faults.before(Faults::putsMessage, put -> {
            if (puts.incrementAndGet() % 10 == 0) {
                live.add(TABLE.useCases().sendMessage().send(bayko, conversation, new MessageText("live"), null));
            }
        });

        List<Message> loaded =
                new MessageImport(TABLE.through(meanwhile).client(), TABLE.name()).append(conversation, lines, 0);

        assertThat(live).hasSizeGreaterThan(10);
        assertThat(stored()).containsAll(live).containsAll(loaded).hasSize(1 + live.size() + 150);
        assertThat(loaded).extracting(Message::seq).isSorted();
        assertDense();
    }

    @Test
    void besideLiveTrafficNothingIsOverwrittenOrderIsKeptAndRepeatingDoublesNothing() throws Exception {
        TABLE.useCases().openConversation().open(andrew, bayko, new MessageText("live 0"), null);
        List<MessageImport.Line> some = lines.subList(0, 50);
        Callable<List<Message>> load = () -> importing().append(conversation, some, 0);
        AtomicBoolean end = new AtomicBoolean();
        ExecutorService threads = Executors.newFixedThreadPool(3);
        try {
            Future<List<Message>> live = threads.submit(() -> {
                List<Message> sent = new ArrayList<>();
                while (!end.get()) {
                    try {
                        sent.add(TABLE.useCases()
                                .sendMessage()
                                .send(bayko, conversation, new MessageText("live"), null));
                    } catch (CruddurException e) {
                        // Loads do not pause: who loses against them ten times is told so, and nothing is stored.
                        assertThat(e.code()).isEqualTo(ErrorCode.TEMPORARILY_UNAVAILABLE);
                    }
                }
                return sent;
            });
            List<Future<List<Message>>> loads = List.of(threads.submit(load), threads.submit(load));
            List<Message> loaded = loads.get(0).get();

            assertThat(loads.get(1).get())
                    .as("another load of the same at the same time")
                    .isEqualTo(loaded);
            end.set(true);
            List<Message> sent = live.get();
            assertThat(load.call()).isEqualTo(loaded);
            assertThat(loaded).extracting(Message::id).isEqualTo(ids().subList(0, 50));
            assertThat(loaded).extracting(Message::seq).isSorted();
            assertThat(sent).isNotEmpty();
            assertThat(stored()).containsAll(sent).containsAll(loaded).hasSize(1 + sent.size() + 50);
            assertDense();
        } finally {
            end.set(true);
            threads.shutdown();
        }
    }

    @Test
    void whatCountsAsReadEndsWhereSomebodyElseHasWritten() {
        List<Message> loaded = load();
        assertThat(MessageImport.unbroken(loaded)).isEqualTo(150);
        TABLE.messages().put(line("live").draft().at(151, Instant.now()));

        MessageImport.Line more = line("more");
        List<MessageImport.Line> all = new ArrayList<>(lines);
        all.add(more);
        assertThat(MessageImport.unbroken(importing().append(conversation, all, 0)))
                .isEqualTo(150);
        assertThat(MessageImport.unbroken(List.of())).isZero();
        assertThat(MessageImport.unbroken(loaded.subList(1, 150))).isZero();
    }

    private List<Message> load() {
        return importing().append(conversation, lines, 0);
    }

    private static MessageImport importing() {
        return new MessageImport(TABLE.client(), TABLE.name());
    }

    private List<Message> stored() {
        return TABLE.items("MSG#" + conversation).stream()
                .map(MessageItem::read)
                .toList();
    }

    private void assertDense() {
        List<Message> stored = stored();
        assertThat(stored).extracting(Message::seq).isEqualTo(upTo(stored.size()));
        assertThat(stored).extracting(Message::id).doesNotHaveDuplicates();
    }

    private List<MessageId> ids() {
        return lines.stream().map(line -> line.draft().id()).toList();
    }

    private static List<Long> upTo(int last) {
        return LongStream.rangeClosed(1, last).boxed().toList();
    }

    private MessageImport.Line line(String text) {
        return new MessageImport.Line(
                new MessageDraft(
                        new MessageId(UUID.randomUUID()),
                        conversation,
                        Member.of(andrew),
                        text,
                        Set.of(andrew.id(), bayko.id())),
                Instant.parse("2024-01-01T00:00:00.123Z"));
    }
}
