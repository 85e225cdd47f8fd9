package com.cruddur.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The script {@code cruddur}, in a source tree that is built. */
class LauncherTest {

    @TempDir
    private Path dir;

    @BeforeEach
    void tree() throws IOException {
        Path root = Files.createDirectory(dir.resolve("tree"));
        Files.copy(Path.of("../cruddur"), root.resolve("cruddur"));
        Files.createFile(root.resolve("pom.xml"));
        for (String module : List.of("core", "frontend-contract", "stream-lambda", "api", "cli")) {
            Files.createDirectories(root.resolve(module).resolve("target/classes"));
        }
        Files.writeString(
                root.resolve("cli/target/launcher.classpath"),
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")));
    }

    @Test
    void cdpathInTheEnvironmentDoesNotMislead() throws Exception {
        assertThat(run(Map.of("CDPATH", dir.toString()), "tree/cruddur --version"))
                .startsWith("cruddur ");
    }

    @Test
    void aFileNameWithAnAccentIsFoundInTheLocaleC() throws Exception {
        assertThat(
                        run(
                                Map.of("LC_ALL", "C"),
                                "tree/cruddur ddb seed --database-url postgresql://nowhere/x --file \"$(printf 'caf\\303\\251')\""))
                .isEqualTo("cruddur: There is no file café\n");
    }

    private String run(Map<String, String> environment, String command) throws Exception {
        ProcessBuilder builder = new ProcessBuilder("sh", "-c", command).directory(dir.toFile());
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        builder.environment().putAll(environment);
        Process process = builder.redirectErrorStream(true).start();
        String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        return printed;
    }
}
