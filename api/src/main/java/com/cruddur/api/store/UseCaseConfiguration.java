package com.cruddur.api.store;

import com.cruddur.api.store.bulkhead.LimitedDynamoDb;
import com.cruddur.core.UseCaseSettings;
import com.cruddur.core.UseCases;
import com.cruddur.core.block.Acquaintance;
import com.cruddur.core.block.BlockPeople;
import com.cruddur.core.cache.ReadCache;
import com.cruddur.core.change.ChangeMessage;
import com.cruddur.core.change.ReadChanges;
import com.cruddur.core.group.CreateGroup;
import com.cruddur.core.group.ManageGroup;
import com.cruddur.core.inbox.ChangeSettings;
import com.cruddur.core.inbox.ClearConversation;
import com.cruddur.core.inbox.ListConversations;
import com.cruddur.core.inbox.MarkRead;
import com.cruddur.core.inbox.ReadMarkers;
import com.cruddur.core.live.LiveBus;
import com.cruddur.core.live.LiveSignals;
import com.cruddur.core.message.ReadMessages;
import com.cruddur.core.send.OpenConversation;
import com.cruddur.core.send.SendMessage;
import io.github.resilience4j.bulkhead.Bulkhead;
import java.time.Clock;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.task.support.ContextPropagatingTaskDecorator;
import org.springframework.scheduling.concurrent.ThreadPoolTaskExecutor;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** What the controllers call: the use cases on the table. */
@Configuration(proxyBeanMethods = false)
class UseCaseConfiguration {

    /** Fewer than the places at the table, which other calls need too. */
    private static final int COUNTING_THREADS = 32;

    /**
     * A list with twenty unread conversations asks the table twenty times: at the same time, by these threads. Where all are
     * busy the request's own thread counts.
     */
    @Bean
    ThreadPoolTaskExecutor unreadCounts() {
        ThreadPoolTaskExecutor threads = new ThreadPoolTaskExecutor();
        threads.setThreadNamePrefix("unread-");
        threads.setCorePoolSize(COUNTING_THREADS);
        threads.setMaxPoolSize(COUNTING_THREADS);
        threads.setQueueCapacity(0);
        threads.setAllowCoreThreadTimeOut(true);
        threads.setDaemon(true);
        threads.setRejectedExecutionHandler((count, pool) -> count.run());
        // A count belongs to its request, in the log and in a trace.
        threads.setTaskDecorator(new ContextPropagatingTaskDecorator());
        return threads;
    }

    @Bean
    UseCases useCases(
            DynamoDbClient dynamoDb,
            Bulkhead tableBulkhead,
            DynamoDbProperties properties,
            MessagesProperties messages,
            Clock clock,
            LiveBus liveBus,
            ExecutorService announcements,
            ReadCache readCache,
            Executor unreadCounts) {
        return UseCases.of(
                LimitedDynamoDb.of(dynamoDb, tableBulkhead),
                properties.tableName(),
                UseCaseSettings.at(clock)
                        .withEditWindow(messages.window())
                        .withBus(liveBus, announcements)
                        .withCache(readCache)
                        .withCounting(unreadCounts));
    }

    @Bean
    LiveSignals liveSignals(UseCases useCases) {
        return useCases.liveSignals();
    }

    @Bean
    SendMessage sendMessage(UseCases useCases) {
        return useCases.sendMessage();
    }

    @Bean
    OpenConversation openConversation(UseCases useCases) {
        return useCases.openConversation();
    }

    @Bean
    CreateGroup createGroup(UseCases useCases) {
        return useCases.createGroup();
    }

    @Bean
    ManageGroup manageGroup(UseCases useCases) {
        return useCases.manageGroup();
    }

    @Bean
    ReadMessages readMessages(UseCases useCases) {
        return useCases.readMessages();
    }

    @Bean
    ChangeMessage changeMessage(UseCases useCases) {
        return useCases.changeMessage();
    }

    @Bean
    ReadChanges readChanges(UseCases useCases) {
        return useCases.readChanges();
    }

    @Bean
    ListConversations listConversations(UseCases useCases) {
        return useCases.listConversations();
    }

    @Bean
    MarkRead markRead(UseCases useCases) {
        return useCases.markRead();
    }

    @Bean
    ReadMarkers readMarkers(UseCases useCases) {
        return useCases.readMarkers();
    }

    @Bean
    ChangeSettings changeSettings(UseCases useCases) {
        return useCases.changeSettings();
    }

    @Bean
    ClearConversation clearConversation(UseCases useCases) {
        return useCases.clearConversation();
    }

    @Bean
    BlockPeople blockPeople(UseCases useCases) {
        return useCases.blockPeople();
    }

    @Bean
    Acquaintance acquaintance(UseCases useCases) {
        return useCases.acquaintance();
    }
}
