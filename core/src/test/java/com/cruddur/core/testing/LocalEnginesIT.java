package com.cruddur.core.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

@ExtendWith({DynamoDbExtension.class, PostgresExtension.class})
class LocalEnginesIT {

    @Test
    void aPersistentPostgresAsksForAPasswordAndKeepsWhatItWasTold(@TempDir Path dir) throws Exception {
        String ofTheBuild = System.clearProperty(PostgresServer.PROGRAMS);
        try {
            asksForAPasswordAndKeepsWhatItWasTold(dir);
        } finally {
            if (ofTheBuild != null) {
                System.setProperty(PostgresServer.PROGRAMS, ofTheBuild);
            }
        }
        assertThat(dir.resolve("programs")).isDirectory();
    }

    private static void asksForAPasswordAndKeepsWhatItWasTold(Path dir) throws Exception {
        try (LocalPostgres postgres = LocalPostgres.persistent(dir, 0);
                Connection connection = postgres.dataSource().getConnection();
                Statement statement = connection.createStatement()) {
            for (String setting : List.of("fsync", "full_page_writes", "synchronous_commit")) {
                assertThat(text(statement, "SHOW " + setting)).as(setting).isEqualTo("on");
            }
            assertThat(text(statement, "SELECT rolsuper::text FROM pg_roles WHERE rolname = current_user"))
                    .isEqualTo("false");
            assertThatThrownBy(() -> statement.execute("COPY (SELECT 1) TO PROGRAM 'true'"))
                    .hasMessageContaining("permission denied");
            String withoutPassword = postgres.jdbcUrl().replaceAll("[?].*", "?user=postgres");
            assertThatThrownBy(() -> DriverManager.getConnection(withoutPassword))
                    .isInstanceOf(SQLException.class);
        }
    }

    private static String text(Statement statement, String sql) throws SQLException {
        ResultSet row = statement.executeQuery(sql);
        row.next();
        return row.getString(1);
    }

    @TempDir
    Path dir;

    @Test
    void dynamoDbStoresAnItem(LocalDynamoDb engine, DynamoDbClient client) {
        new ItemsTable(client).create();
        new ItemsTable(client).put("kept");

        assertThat(new ItemsTable(client).count()).isEqualTo(1);
        engine.deleteTables();
        assertThat(client.listTables().tableNames()).isEmpty();
    }

    @Test
    void everyTestClassHasADatabaseOfItsOwn(LocalPostgres engine, DataSource mine, PostgresDatabase same) {
        Sql.run(mine, "CREATE TABLE notes (text varchar)");

        assertThat(Sql.count(same.dataSource(), "notes")).isZero();
        assertThatThrownBy(() -> Sql.count(engine.freshDatabase().dataSource(), "notes"))
                .hasMessageContaining("notes");
    }

    @Test
    void neitherEngineCanBeReachedFromAnotherMachine() throws Exception {
        try (LocalDynamoDb dynamoDb = LocalDynamoDb.persistent(dir.resolve("dynamodb"), 0);
                LocalPostgres postgres = LocalPostgres.persistent(dir.resolve("postgres"), 0)) {
            assertThat(Listening.addresses(dynamoDb.endpoint().getPort())).containsExactly("127.0.0.1");
            assertThat(Listening.addresses(port(postgres))).containsExactly("127.0.0.1");
        }
    }

    @Test
    void dynamoDbKeepsItsItemsInADirectory() {
        try (LocalDynamoDb engine = LocalDynamoDb.persistent(dir, 0);
                DynamoDbClient client = engine.client()) {
            new ItemsTable(client).create();
            new ItemsTable(client).put("kept");
        }
        try (LocalDynamoDb engine = LocalDynamoDb.persistent(dir, 0);
                DynamoDbClient client = engine.client()) {
            assertThat(new ItemsTable(client).count()).isEqualTo(1);
        }
    }

    @Test
    void postgresKeepsItsRowsInADirectory() {
        try (LocalPostgres engine = LocalPostgres.persistent(dir, 0)) {
            Sql.run(engine.dataSource(), "CREATE TABLE notes AS SELECT 'kept'");
        }
        try (LocalPostgres engine = LocalPostgres.persistent(dir, 0)) {
            assertThat(Sql.count(engine.dataSource(), "notes")).isEqualTo(1);
        }
    }

    @Test
    void aBusyPreferredPortGivesWay() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                LocalDynamoDb dynamoDb = LocalDynamoDb.persistent(dir.resolve("dynamodb"), taken.getLocalPort());
                LocalPostgres postgres = LocalPostgres.persistent(dir.resolve("postgres"), taken.getLocalPort())) {
            assertThat(dynamoDb.endpoint().getPort()).isNotEqualTo(taken.getLocalPort());
            assertThat(dynamoDb.client().listTables().tableNames()).isEmpty();
            assertThat(port(postgres)).isNotEqualTo(taken.getLocalPort());
        }
    }

    @Test
    void aFreePreferredPortIsTaken() throws Exception {
        int free = Ports.free();
        try (LocalDynamoDb dynamoDb = LocalDynamoDb.persistent(dir.resolve("dynamodb"), free)) {
            assertThat(dynamoDb.endpoint().getPort()).isEqualTo(free);
        }
        try (LocalPostgres postgres = LocalPostgres.persistent(dir.resolve("postgres"), free)) {
            assertThat(port(postgres)).isEqualTo(free);
        }
    }

    @Test
    void aDirectoryServesOneProcessAtATime() {
        try (LocalDynamoDb engine = LocalDynamoDb.persistent(dir, 0)) {
            assertThat(engine.endpoint()).isNotNull();
            assertThatThrownBy(() -> LocalDynamoDb.persistent(dir, 0)).hasMessageContaining("in use");
        }
    }

    private static int port(LocalPostgres engine) {
        return URI.create(engine.jdbcUrl().substring("jdbc:".length())).getPort();
    }
}
