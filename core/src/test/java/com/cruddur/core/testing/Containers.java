package com.cruddur.core.testing;

import java.net.URI;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.postgresql.PostgreSQLContainer;
import org.testcontainers.utility.DockerImageName;

/** The engines from Docker, for {@code -Dengines=containers}. Only then does this class need Testcontainers. */
final class Containers {

    private static final int DYNAMODB_PORT = 8000;

    private Containers() {}

    @SuppressWarnings("resource") // closed by the returned engine
    static LocalDynamoDb dynamoDb() {
        requireDocker();
        GenericContainer<?> container = new GenericContainer<>(image("dynamodb-local"))
                .withEnv("DDB_LOCAL_TELEMETRY", "0")
                .withCommand("-jar", "DynamoDBLocal.jar", "-inMemory", "-sharedDb")
                .withExposedPorts(DYNAMODB_PORT);
        container.start();
        String address = container.getHost() + ":" + container.getMappedPort(DYNAMODB_PORT);
        return new LocalDynamoDb(URI.create("http://" + address), container::stop);
    }

    @SuppressWarnings("resource") // closed by the returned engine
    static LocalPostgres postgres() {
        requireDocker();
        PostgreSQLContainer container = new PostgreSQLContainer(image("postgres"));
        container.start();
        String server = "jdbc:postgresql://%s:%d/"
                .formatted(container.getHost(), container.getMappedPort(PostgreSQLContainer.POSTGRESQL_PORT));
        String credentials = "?user=%s&password=%s".formatted(container.getUsername(), container.getPassword());
        return new LocalPostgres(name -> new PostgresDatabase(server + name + credentials), container::stop);
    }

    private static DockerImageName image(String service) {
        return DockerImageName.parse(ComposeFile.find().image(service));
    }

    private static void requireDocker() {
        if (!DockerClientFactory.instance().isDockerAvailable()) {
            throw new IllegalStateException("-Dengines=containers needs a running Docker, and there is none here");
        }
    }
}
