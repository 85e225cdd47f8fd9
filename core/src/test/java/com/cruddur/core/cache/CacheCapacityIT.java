package com.cruddur.core.cache;

import static com.cruddur.core.testing.MessagingTable.user;
import static org.assertj.core.api.Assertions.assertThat;

import com.cruddur.core.UseCaseSettings;
import com.cruddur.core.UseCases;
import com.cruddur.core.conversation.ConversationId;
import com.cruddur.core.live.ForgettingBus;
import com.cruddur.core.live.LiveBus;
import com.cruddur.core.live.LiveEvent;
import com.cruddur.core.message.Message;
import com.cruddur.core.message.MessageRange;
import com.cruddur.core.message.MessageText;
import com.cruddur.core.people.User;
import com.cruddur.core.people.UserId;
import com.cruddur.core.table.CapacityMeter;
import com.cruddur.core.testing.InProof;
import com.cruddur.core.testing.MessagingTable;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * What reads cost with and without the cache under the benchmark's mix (60 lists, 30 pages, 10 sends), by what DynamoDB
 * reports: 30 people with 20 conversations each, each of whom asks once in some seconds. A list that is written
 * to all the time is not kept: after a write an index is not believed for ten seconds. The same questions in the same
 * order at the same times; so the figures are the same each time. Prints them.
 */
@InProof
class CacheCapacityIT {

    private static final int PEOPLE = 30;
    private static final int CONVERSATIONS = 20;
    private static final int REQUESTS = 1_500;

    private final CapacityMeter meter = new CapacityMeter();
    private final List<User> people =
            IntStream.range(0, PEOPLE).mapToObj(i -> user("person" + i)).toList();
    private long now;

    private record Cost(double lists, double pages, int listCount, int pageCount) {
        double perList() {
            return lists / listCount;
        }

        double perPage() {
            return pages / pageCount;
        }

        @Override
        public String toString() {
            return String.format(Locale.ROOT, "%.2f RCU per list, %.2f per page", perList(), perPage());
        }
    }

    @Test
    void pagesCostLessWithTheCache() {
        Cost without = play(MessagingTable.create(), ReadCache.NONE, 1);
        System.out.println("without a cache: " + without);
        for (int seconds : List.of(2, 30)) {
            MessagingTable table = MessagingTable.create();
            ReadCache cache = new VersionedCache(
                    new LocalEngine(1 << 26, () -> now),
                    table.name(),
                    CacheKeys.SETTLING,
                    CacheMeter.NONE,
                    Clock.systemUTC(),
                    new Random(1)::nextLong,
                    () -> now,
                    VersionedCache.Waiting.BLOCKING);
            Cost with = play(table, cache, seconds);
            System.out.println("each person asks once in " + seconds + " s: " + with);
            assertThat(with.perPage()).isLessThan(without.perPage());
        }
    }

    private List<ConversationId> open(MessagingTable table) {
        List<ConversationId> all = new ArrayList<>();
        for (int i = 0; i < PEOPLE; i++) {
            for (int k = 1; k <= CONVERSATIONS / 2; k++) {
                User other = people.get((i + k) % PEOPLE);
                all.add(table.useCases()
                        .openConversation()
                        .open(people.get(i), other, new MessageText("hello"), null)
                        .conversation());
            }
        }
        return all;
    }

    /** @param seconds in which each person asks once, on average */
    private Cost play(MessagingTable table, ReadCache cache, int seconds) {
        List<ConversationId> conversations = open(table);
        UseCases useCases = UseCases.of(
                table.through(meter).client(),
                table.name(),
                UseCaseSettings.at(Clock.systemUTC())
                        .withRandom(new Random(2)::nextLong)
                        .withCache(cache));
        LiveBus function = new ForgettingBus(cache, LiveBus.NONE);
        Random random = new Random(3);
        double lists = 0;
        double pages = 0;
        int listCount = 0;
        int pageCount = 0;
        for (int i = 0; i < REQUESTS; i++) {
            now += Duration.ofSeconds(seconds).toNanos() / PEOPLE;
            int conversation = random.nextInt(conversations.size());
            int first = conversation / (CONVERSATIONS / 2);
            int second = (first + 1 + conversation % (CONVERSATIONS / 2)) % PEOPLE;
            User asker = people.get(random.nextBoolean() ? first : second);
            ConversationId id = conversations.get(conversation);
            int kind = random.nextInt(10);
            meter.reset();
            if (kind < 6) {
                useCases.listConversations().page(asker, false, null, 20);
                lists += meter.total();
                listCount++;
            } else if (kind < 9) {
                Message newest = useCases.readMessages()
                        .page(asker, id, new MessageRange.Newest(), 20)
                        .items()
                        .get(0);
                pages += meter.total();
                pageCount++;
            } else {
                Message sent = useCases.sendMessage().send(asker, id, new MessageText("message " + i), null);
                table.advance(sent);
                Set<UserId> both = sent.memberIds();
                function.publish(both, new LiveEvent.Row(id));
            }
        }
        return new Cost(lists, pages, listCount, pageCount);
    }
}
