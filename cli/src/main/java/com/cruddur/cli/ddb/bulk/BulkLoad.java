package com.cruddur.cli.ddb.bulk;

import com.cruddur.cli.account.Account;
import com.cruddur.cli.account.Accounts;
import com.cruddur.cli.ddb.table.Tables;
import com.cruddur.cli.work.Checkpoint;
import com.cruddur.cli.work.InParallel;
import com.cruddur.cli.work.MessageImport;
import com.cruddur.cli.work.Progress;
import com.cruddur.cli.work.RowImport;
import com.cruddur.core.conversation.ConversationId;
import com.cruddur.core.conversation.Member;
import com.cruddur.core.message.Messages;
import com.cruddur.core.problem.CruddurException;
import com.cruddur.core.problem.ErrorCode;
import com.github.f4b6a3.uuid.UuidCreator;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * Loads many users and messages. Whatever interrupts it, SIGKILL included: run again, it ends with exactly the
 * messages that were asked for, since each has a uuid that follows from its number. The checkpoint file only spares
 * it from writing again what is there; it is kept at the end, so that repeating a finished load writes nothing.
 *
 * <p>Messages come first and rows after them, each put if absent and moved forward only: no row ever names a
 * message that is not there, and live traffic in the same conversations keeps its place. 1 WCU per message, and about 2.5
 * rows of 2 WCU for each conversation, and 1 RCU for each conversation in ten thousand messages. Give it a client with
 * {@code TableClient.forLongWork}.
 */
public final class BulkLoad {

    private static final int USERS_AT_A_TIME = 1_000;
    private static final int MESSAGES_AT_A_TIME = 10_000;
    private static final int GROUPS_AT_A_TIME = 200;

    private final Accounts accounts;
    private final Tables tables;
    private final Messages messages;
    private final MessageImport imported;
    private final RowImport rows;
    private final String tableName;
    private final Clock clock;
    private final int messagesAtATime;

    /** @param dataSource migrated */
    public BulkLoad(DataSource dataSource, DynamoDbClient dynamoDb, String tableName, Clock clock) {
        this(dataSource, dynamoDb, tableName, clock, MESSAGES_AT_A_TIME);
    }

    /** @param messagesAtATime between two checkpoints */
    BulkLoad(DataSource dataSource, DynamoDbClient dynamoDb, String tableName, Clock clock, int messagesAtATime) {
        this.accounts = new Accounts(dataSource);
        this.tables = new Tables(dynamoDb);
        this.messages = new Messages(dynamoDb, tableName);
        this.imported = new MessageImport(dynamoDb, tableName);
        this.rows = new RowImport(dynamoDb, tableName);
        this.tableName = tableName;
        this.clock = clock;
        this.messagesAtATime = messagesAtATime;
    }

    /**
     * @param threads how many calls may be on their way at once; 4 to 16 for AWS
     * @param checkpointFile null for a load that is written anew each time it is repeated
     * @throws CruddurException {@link ErrorCode#NOT_FOUND} if the table is not there;
     *     {@link ErrorCode#CONFLICT} if it is not ours;
     *     {@link ErrorCode#TEMPORARILY_UNAVAILABLE} when DynamoDB takes nothing for minutes;
     *     {@link ErrorCode#MALFORMED_REQUEST} for more messages than there were five seconds since 2024 began
     */
    public BulkResult run(BulkSpec spec, int threads, @Nullable Path checkpointFile, Progress progress) {
        BulkPlan plan = new BulkPlan(spec);
        if (plan.timeOf(spec.messages()).isAfter(clock.instant())) {
            throw new CruddurException(
                    ErrorCode.MALFORMED_REQUEST,
                    "So many messages would lie in the future, at one in five seconds since " + BulkPlan.BEGIN
                            + ": ask for fewer");
        }
        String table = tables.requireOurs(tableName);
        List<Member> people = register(spec, progress);
        String work = "bulk users=" + spec.users() + ",seed=" + spec.seed() + " in " + table + " with "
                + UuidCreator.getNameBasedSha1(
                        people.stream().map(Member::id).toList().toString());
        Checkpoint checkpoint = checkpointFile == null ? Checkpoint.none() : Checkpoint.open(checkpointFile, work);
        BulkConversations generated = new BulkConversations(spec, plan, people);
        int written = messages(spec, plan, generated, threads, checkpoint, progress);
        rows(spec, plan.conversationsInUse(), generated, threads, checkpoint, progress);
        return new BulkResult(spec.users(), plan.conversationsInUse(), spec.messages(), written);
    }

    private List<Member> register(BulkSpec spec, Progress progress) {
        Map<String, Member> byHandle = new TreeMap<>();
        for (int from = 0; from < spec.users(); from += USERS_AT_A_TIME) {
            int to = Math.min(spec.users(), from + USERS_AT_A_TIME);
            List<Account> wanted =
                    IntStream.range(from, to).mapToObj(BulkPlan::user).toList();
            for (Account account : accounts.registerAll(wanted)) {
                Member member = Member.of(account.user());
                byHandle.put(member.handle(), member);
            }
            progress.at("users", to, spec.users());
        }
        // Handles have leading zeros: they sort by number.
        return List.copyOf(byHandle.values());
    }

    private int messages(
            BulkSpec spec,
            BulkPlan plan,
            BulkConversations generated,
            int threads,
            Checkpoint checkpoint,
            Progress progress) {
        int begin = (int) Math.min(spec.messages(), checkpoint.number("messages"));
        progress.at("messages", begin, spec.messages());
        int[] before = new int[plan.conversationsInUse()];
        IntStream.range(0, begin).forEach(n -> before[plan.conversationOf(n)]++);
        for (int from = begin; from < spec.messages(); from += messagesAtATime) {
            int to = Math.min(spec.messages(), from + messagesAtATime);
            Map<Integer, List<MessageImport.Line>> byConversation = IntStream.range(from, to)
                    .boxed()
                    .collect(Collectors.groupingBy(
                            plan::conversationOf, Collectors.mapping(generated::message, Collectors.toList())));
            AtomicInteger done = new AtomicInteger(from);
            InParallel.run(threads, longestFirst(byConversation), entry -> {
                imported.append(generated.id(entry.getKey()), entry.getValue(), before[entry.getKey()]);
                synchronized (done) {
                    progress.at("messages", done.addAndGet(entry.getValue().size()), spec.messages());
                }
            });
            byConversation.forEach((conversation, lines) -> before[conversation] += lines.size());
            checkpoint.put("messages", Integer.toString(to));
        }
        return spec.messages() - begin;
    }

    /** So that no long one is left for the end, when the other threads have nothing more to do. */
    private static List<Map.Entry<Integer, List<MessageImport.Line>>> longestFirst(
            Map<Integer, List<MessageImport.Line>> byConversation) {
        return byConversation.entrySet().stream()
                .sorted(Comparator.comparingInt(entry -> -entry.getValue().size()))
                .toList();
    }

    private void rows(
            BulkSpec spec,
            int conversations,
            BulkConversations generated,
            int threads,
            Checkpoint checkpoint,
            Progress progress) {
        // Rows depend on the number of messages: those of a smaller load have to move.
        String note = "conversations." + spec.messages();
        int begin = (int) Math.min(conversations, checkpoint.number(note));
        progress.at("conversations", begin, conversations);
        for (int from = begin; from < conversations; from += GROUPS_AT_A_TIME) {
            int to = Math.min(conversations, from + GROUPS_AT_A_TIME);
            InParallel.run(
                    threads, IntStream.range(from, to).boxed().toList(), conversation -> rows(conversation, generated));
            checkpoint.put(note, Integer.toString(to));
            progress.at("conversations", to, conversations);
        }
    }

    private void rows(int conversation, BulkConversations generated) {
        ConversationId id = generated.id(conversation);
        messages.newest(id)
                .ifPresent(newest -> rows.write(
                        generated.conversation(conversation),
                        newest.asLast(),
                        member -> generated.lastRead(conversation, member, newest)));
    }
}
