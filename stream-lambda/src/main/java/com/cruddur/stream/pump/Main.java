package com.cruddur.stream.pump;

import com.cruddur.core.table.TableAdmin;
import com.cruddur.core.table.TableClient;
import com.cruddur.core.table.TableSpec;
import com.cruddur.stream.MessagingStreamHandler;
import com.cruddur.stream.RowWriter;
import com.cruddur.stream.valkey.ValkeyAnnouncements;
import java.nio.file.Path;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * The pump as a process, for one machine. Environment:
 *
 * <ul>
 *   <li>{@code AWS_REGION}, {@code AWS_ACCESS_KEY_ID}, {@code AWS_SECRET_ACCESS_KEY} and the like: as every AWS SDK
 *   <li>{@code AWS_ENDPOINT_URL_DYNAMODB}: the store's address, for its streams too unless
 *       {@code AWS_ENDPOINT_URL_DYNAMODB_STREAMS} names another
 *   <li>{@code TABLE_NAME}: {@code cruddur-messages} if absent
 *   <li>{@code STATE_DIR}: for the checkpoint, the failures and the file {@code heartbeat}, whose time of change is never
 *       more than a few seconds ago while the pump follows the stream; {@code stream-state} if absent
 *   <li>{@code CRUDDUR_VALKEY_URL}, {@code CRUDDUR_VALKEY_USERNAME}, {@code CRUDDUR_VALKEY_PASSWORD}: where the API's
 *       instances are told of moved rows; nobody is if the first is absent
 *   <li>{@code CREATE_TABLE=true}: makes the table first. For one machine only: elsewhere the table is the CDK app's
 * </ul>
 *
 * <p>SIGTERM ends it after the call that is under way.
 */
public final class Main {

    static final String TABLE_NAME = "TABLE_NAME";
    static final String STATE_DIR = "STATE_DIR";
    static final String CREATE_TABLE = "CREATE_TABLE";

    private static final Logger LOG = LoggerFactory.getLogger(Main.class);

    private Main() {}

    public static void main(String[] args) throws InterruptedException {
        Map<String, String> environment = System.getenv();
        String table = environment.getOrDefault(TABLE_NAME, TableSpec.DEFAULT_TABLE_NAME);
        Path stateDir = Path.of(environment.getOrDefault(STATE_DIR, "stream-state"));
        StoreClients clients = StoreClients.from(environment);
        if ("true".equalsIgnoreCase(environment.get(CREATE_TABLE))) {
            createTable(clients.dynamoDb(), table);
        }
        StreamPump pump = new StreamPump(
                clients.dynamoDb(),
                clients.streams(),
                handler(clients.dynamoDb(), table, environment),
                PumpSettings.of(table, stateDir));
        Runtime.getRuntime().addShutdownHook(new Thread(pump::close, "stop"));
        pump.start();
        LOG.info("Following the stream of {}; state in {}", table, stateDir.toAbsolutePath());
        new Heartbeat(stateDir).beatFor(pump);
    }

    private static MessagingStreamHandler handler(
            DynamoDbClient dynamoDb, String table, Map<String, String> environment) {
        return MessagingStreamHandler.isValkeyNamed(environment)
                ? new MessagingStreamHandler(dynamoDb, table, ValkeyAnnouncements.withCache(environment, table))
                : new MessagingStreamHandler(new RowWriter(dynamoDb, table));
    }

    private static void createTable(DynamoDbClient dynamoDb, String table) throws InterruptedException {
        boolean waiting = false;
        while (true) {
            try {
                boolean created = new TableAdmin(dynamoDb).load(table);
                LOG.info(created ? "Made the table {}" : "The table {} is there", table);
                return;
            } catch (SdkException e) {
                if (!waiting) {
                    LOG.warn("The table {} cannot be made; trying again until it can", table, e);
                    waiting = true;
                }
                Thread.sleep(TableClient.ATTEMPT_TIMEOUT.toMillis());
            }
        }
    }
}
