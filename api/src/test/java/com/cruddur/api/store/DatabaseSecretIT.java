package com.cruddur.api.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.cruddur.api.testing.RunningApi;
import com.cruddur.api.testing.TableFaults;
import com.cruddur.core.testing.LocalPostgres;
import com.cruddur.core.testing.PostgresDatabase;
import com.cruddur.core.testing.PostgresExtension;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import javax.sql.DataSource;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.json.JsonMapper;

/**
 * The API with a Secrets Manager that says two words, and a database with two roles: where RDS changes the password,
 * the secret here changes the role, since the databases of tests let everybody in.
 */
@ExtendWith(PostgresExtension.class)
class DatabaseSecretIT {

    private static final String ARN = "arn:aws:secretsmanager:us-east-1:123456789012:secret:rds!db-1-AbCdEf";
    private static final String ENDPOINT = "aws.endpointUrlSecretsManager";
    private static final String OWNER = "select tableowner from pg_tables where tablename = 'users'";

    private final PostgresDatabase database = LocalPostgres.shared().freshDatabase();
    private final Jdbi jdbi = Jdbi.create(database.dataSource());
    private volatile String role = "first_role";
    private volatile String asked = "";
    private HttpServer secrets;

    @BeforeEach
    void start() throws IOException {
        jdbi.useHandle(handle -> {
            handle.execute("create role first_role superuser login");
            handle.execute("create role second_role superuser login");
        });
        secrets = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        secrets.createContext("/", this::answer);
        secrets.start();
        System.setProperty(ENDPOINT, "http://127.0.0.1:" + secrets.getAddress().getPort());
    }

    @AfterEach
    void stop() {
        System.clearProperty(ENDPOINT);
        secrets.stop(0);
        jdbi.useHandle(handle -> {
            handle.execute("drop owned by first_role, second_role");
            handle.execute("drop role first_role, second_role");
        });
    }

    @Test
    void theMigrationAndEachNewConnectionHaveTheCredentialsOfTheMoment() {
        try (ConfigurableApplicationContext api = RunningApi.run(
                new TableFaults(),
                "cruddur.sign-in.issuer=http://127.0.0.1:1/pool",
                "cruddur.database.secret-arn=" + ARN,
                "spring.datasource.url=" + database.jdbcUrl().replaceFirst("\\?.*", ""))) {
            HikariDataSource pool = (HikariDataSource) api.getBean(DataSource.class);

            jdbi.useHandle(handle -> assertThat(text(handle, OWNER)).isEqualTo("first_role"));
            Jdbi.create(pool).useHandle(open -> {
                // A connection that is being made meanwhile has the credentials of before.
                await().atMost(Duration.ofMinutes(1))
                        .until(() -> pool.getHikariPoolMXBean().getTotalConnections() == pool.getMaximumPoolSize());
                assertThat(user(open)).isEqualTo("first_role");
                role = "second_role";
                pool.getHikariPoolMXBean().softEvictConnections();

                assertThat(user(open)).as("a connection that is open").isEqualTo("first_role");
                Jdbi.create(pool).useHandle(fresh -> assertThat(user(fresh)).isEqualTo("second_role"));
            });
            assertThat(asked).contains(ARN);
        }
    }

    private static String user(Handle handle) {
        return text(handle, "select current_user");
    }

    private static String text(Handle handle, String sql) {
        return handle.createQuery(sql).mapTo(String.class).one();
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            asked = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            JsonMapper json = new JsonMapper();
            String secret = json.writeValueAsString(Map.of("username", role, "password", "any", "engine", "postgres"));
            byte[] answer = json.writeValueAsBytes(Map.of("ARN", ARN, "SecretString", secret));
            exchange.getResponseHeaders().add("Content-Type", "application/x-amz-json-1.1");
            exchange.sendResponseHeaders(200, answer.length);
            exchange.getResponseBody().write(answer);
        }
    }
}
