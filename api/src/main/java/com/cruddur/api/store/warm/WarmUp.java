package com.cruddur.api.store.warm;

import com.cruddur.api.http.TaggedLists;
import com.cruddur.core.UseCases;
import com.cruddur.core.conversation.ConversationId;
import com.cruddur.core.message.MessageRange;
import com.cruddur.core.message.MessageText;
import com.cruddur.core.people.User;
import com.cruddur.core.table.TableClient;
import com.cruddur.core.wire.ConversationJson;
import com.cruddur.core.wire.MessageJson;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.core.env.Environment;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * Practises what an instance does all day, on a {@link PracticeTable}, so that the JVM has compiled it before people wait for
 * it. Spring Boot reports readiness only when this has ended. A failure is told and does not keep the instance from starting.
 */
@Component
@EnableConfigurationProperties(WarmUpProperties.class)
class WarmUp implements ApplicationRunner {

    private static final Logger LOG = LoggerFactory.getLogger(WarmUp.class);
    private static final int ROWS = 20;
    private static final MessageText TEXT = new MessageText("Hello");

    private final WarmUpProperties properties;
    private final TaggedLists lists;
    private final Clock clock;
    private final Environment environment;

    WarmUp(WarmUpProperties properties, TaggedLists lists, Clock clock, Environment environment) {
        this.properties = properties;
        this.lists = lists;
        this.clock = clock;
        this.environment = environment;
    }

    @Override
    public void run(ApplicationArguments arguments) throws InterruptedException {
        if (properties.rounds() == 0) {
            return;
        }
        long start = System.nanoTime();
        try (DynamoDbClient table = practiceTable()) {
            UseCases useCases = UseCases.of(table, "practice", clock);
            OwnAddress server = new OwnAddress(environment);
            boolean serverAnswers = true;
            int rounds = 0;
            while (rounds < properties.rounds()
                    && System.nanoTime() - start < properties.time().toNanos()) {
                practise(useCases);
                serverAnswers = serverAnswers && (rounds % 2 == 1 || answers(server));
                rounds++;
            }
            LOG.info(
                    "Warmed up by {} rounds in {} ms",
                    rounds,
                    Duration.ofNanos(System.nanoTime() - start).toMillis());
        } catch (RuntimeException e) {
            LOG.warn("The warm-up failed: the first requests of this instance are slow", e);
        }
    }

    private static boolean answers(OwnAddress server) throws InterruptedException {
        try {
            server.ask();
            return true;
        } catch (IOException e) {
            LOG.warn("The warm-up goes on without HTTP: {}", e.toString());
            return false;
        }
    }

    private void practise(UseCases useCases) {
        User me = PracticeTable.me();
        ConversationId conversation = PracticeTable.conversation();
        lists.answer(
                useCases.listConversations().page(me, false, null, ROWS).items().stream()
                        .map(ConversationJson::of)
                        .toList(),
                new HttpHeaders());
        lists.answer(
                useCases.readMessages().page(me, conversation, new MessageRange.Newest(), ROWS).items().stream()
                        .map(message -> MessageJson.of(message, me.id()))
                        .toList(),
                new HttpHeaders());
        MessageJson.of(useCases.sendMessage().send(me, conversation, TEXT, null), me.id());
    }

    static DynamoDbClient practiceTable() {
        return DynamoDbClient.builder()
                .region(Region.US_EAST_1)
                .credentialsProvider(
                        StaticCredentialsProvider.create(AwsBasicCredentials.create("practice", "practice")))
                .overrideConfiguration(TableClient.settings().build())
                .httpClient(new PracticeTable())
                .build();
    }
}
