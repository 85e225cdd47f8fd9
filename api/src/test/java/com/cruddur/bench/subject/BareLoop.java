package com.cruddur.bench.subject;

import static com.cruddur.core.table.TableSpec.GROUP_PREFIX;
import static com.cruddur.core.table.TableSpec.MESSAGE_PREFIX;
import static com.cruddur.core.table.TableSpec.PK;
import static com.cruddur.core.table.TableSpec.RECENCY_INDEX;
import static com.cruddur.core.table.TableSpec.SK;

import com.cruddur.bench.Load;
import com.cruddur.bench.Operation;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;

/**
 * The same calls of the table as the API makes, by the SDK alone: no server, no token, no user, no answer in JSON. It reads
 * passes from its input ({@code closed CLIENTS REQUESTS} or {@code open RATE SECONDS}), and writes what it saw of each.
 */
public final class BareLoop implements Load.Request {

    private static final int CONNECTIONS = 600;
    private static final int PAGE = 20;

    private final DynamoDbClient dynamoDb;
    private final String table;
    private final List<String[]> work;
    private final AtomicLong number = new AtomicLong(1_000);

    private BareLoop(URI endpoint, String table, List<String[]> work) {
        this.dynamoDb = DynamoDbClient.builder()
                .endpointOverride(endpoint)
                .region(Region.US_EAST_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local")))
                .httpClientBuilder(Apache5HttpClient.builder().maxConnections(CONNECTIONS))
                .build();
        this.table = table;
        this.work = work;
    }

    /** @param arguments endpoint, table, and a file with a user and a conversation in each line */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        List<String[]> work = Files.readAllLines(Path.of(arguments[2])).stream()
                .map(line -> line.split(" ", -1))
                .toList();
        BufferedReader input = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        try (Load load = new Load(new BareLoop(URI.create(arguments[0]), arguments[1], work), work.size())) {
            for (String line = input.readLine(); line != null; line = input.readLine()) {
                System.out.println(written(pass(load, line.split(" ", -1))));
            }
        }
    }

    private static Load.Result pass(Load load, String[] wanted) throws InterruptedException {
        return wanted[0].equals("closed")
                ? load.closed(Integer.parseInt(wanted[1]), Integer.parseInt(wanted[2]))
                : load.open(Double.parseDouble(wanted[1]), Duration.ofSeconds(Long.parseLong(wanted[2])));
    }

    private static String written(Load.Result result) {
        ByteBuffer bytes = ByteBuffer.allocate(result.latencies().getNeededByteBufferCapacity());
        result.latencies().encodeIntoByteBuffer(bytes);
        String latencies = Base64.getEncoder().encodeToString(Arrays.copyOf(bytes.array(), bytes.position()));
        return result.requests() + " " + result.refused() + " " + result.took().toNanos() + " " + latencies;
    }

    @Override
    public boolean send(Operation operation, int conversation) {
        String user = work.get(conversation)[0];
        String id = work.get(conversation)[1];
        switch (operation) {
            case LIST -> list(user);
            case PAGE -> {
                row(user, id);
                page(id);
            }
            case SEND -> {
                row(user, id);
                put(id);
            }
            default -> throw new IllegalStateException();
        }
        return true;
    }

    private void list(String user) {
        query(QueryRequest.builder()
                .tableName(table)
                .indexName(RECENCY_INDEX)
                .keyConditionExpression(PK + " = :pk")
                .expressionAttributeValues(Map.of(":pk", AttributeValue.fromS(GROUP_PREFIX + user)))
                .scanIndexForward(false)
                .limit(PAGE + 1)
                .build());
    }

    private void row(String user, String conversation) {
        Map<String, AttributeValue> row = dynamoDb.getItem(get -> get.tableName(table)
                        .key(Map.of(
                                PK, AttributeValue.fromS(GROUP_PREFIX + user), SK, AttributeValue.fromS(conversation)))
                        .consistentRead(true))
                .item();
        if (row.isEmpty()) {
            throw new IllegalStateException("No row");
        }
    }

    private void page(String conversation) {
        query(QueryRequest.builder()
                .tableName(table)
                .keyConditionExpression(PK + " = :pk")
                .expressionAttributeValues(Map.of(":pk", AttributeValue.fromS(MESSAGE_PREFIX + conversation)))
                .consistentRead(true)
                .scanIndexForward(false)
                .limit(PAGE + 1)
                .build());
    }

    private void query(QueryRequest query) {
        if (dynamoDb.query(query).items().isEmpty()) {
            throw new IllegalStateException("No items");
        }
    }

    private void put(String conversation) {
        dynamoDb.putItem(put -> put.tableName(table)
                .item(Map.of(
                        PK,
                        AttributeValue.fromS(MESSAGE_PREFIX + conversation),
                        SK,
                        AttributeValue.fromS(String.format("%019d", number.incrementAndGet())),
                        "message",
                        AttributeValue.fromS("A message that is as long as most are")))
                .conditionExpression("attribute_not_exists(" + PK + ")"));
    }
}
