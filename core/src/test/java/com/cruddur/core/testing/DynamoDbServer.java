package com.cruddur.core.testing;

import java.io.IOException;
import java.net.BindException;
import java.net.URI;
import java.nio.file.Path;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.jspecify.annotations.Nullable;
import software.amazon.dynamodb.services.local.server.LocalDynamoDBRequestHandler;
import software.amazon.dynamodb.services.local.server.LocalDynamoDBServerHandler;

/**
 * DynamoDB Local on a Jetty of our own: the stock server listens on every interface of the machine, and it is the stock
 * launcher that sends telemetry.
 */
final class DynamoDbServer {

    /** sqlite4java logs every open and close, and with its stack what it throws too; the field keeps the configured logger from being collected. */
    private static final Logger SQLITE = Logger.getLogger("com.almworks.sqlite4java");

    static {
        // No level: DynamoDB Local sets one of its own later.
        SQLITE.setFilter(entry -> entry.getLevel().intValue() >= Level.SEVERE.intValue());
    }

    private DynamoDbServer() {}

    static LocalDynamoDb inMemory() {
        return start(null, 0, () -> {});
    }

    static LocalDynamoDb persistent(Path dir, int preferredPort) {
        DirectoryLock lock = DirectoryLock.acquire(dir);
        try {
            return start(dir, preferredPort, lock::close);
        } catch (RuntimeException e) {
            lock.close();
            throw e;
        }
    }

    private static LocalDynamoDb start(@Nullable Path dir, int preferredPort, Runnable afterwards) {
        LocalDynamoDBServerHandler handler = new LocalDynamoDBServerHandler(
                new LocalDynamoDBRequestHandler(
                        0,
                        dir == null,
                        dir == null ? null : dir.toAbsolutePath().toString(),
                        true,
                        false),
                null);
        QueuedThreadPool threads = new QueuedThreadPool();
        threads.setName("dynamodb-local");
        threads.setDaemon(true);
        Server jetty = new Server(threads);
        ServerConnector connector = new ServerConnector(jetty, 1, 1);
        connector.setHost("127.0.0.1");
        jetty.addConnector(connector);
        jetty.setHandler(handler);
        try {
            bind(connector, preferredPort);
            jetty.start();
        } catch (Exception e) {
            stop(jetty, handler);
            throw new IllegalStateException("DynamoDB Local does not start: " + e.getMessage(), e);
        }
        return new LocalDynamoDb(URI.create("http://127.0.0.1:" + connector.getLocalPort()), () -> {
            stop(jetty, handler);
            afterwards.run();
        });
    }

    private static void bind(ServerConnector connector, int preferredPort) throws IOException {
        try {
            connector.setPort(preferredPort);
            connector.open();
        } catch (IOException e) {
            if (!(e instanceof BindException) && !(e.getCause() instanceof BindException)) {
                throw e;
            }
            connector.setPort(0);
            connector.open();
        }
    }

    private static void stop(Server jetty, LocalDynamoDBServerHandler handler) {
        try {
            jetty.stop();
        } catch (Exception e) {
            throw new IllegalStateException("DynamoDB Local does not stop: " + e.getMessage(), e);
        } finally {
            handler.close();
        }
    }
}
