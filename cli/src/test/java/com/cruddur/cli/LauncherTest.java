package com.cruddur.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
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
        Path root = Files.createDirectory(dir.resolve("a tree"));
        Files.copy(Path.of("../cruddur"), root.resolve("cruddur"));
        Files.createFile(root.resolve("pom.xml"));
        for (String module : List.of("core", "frontend-contract", "stream-lambda", "api", "cli")) {
            Files.createDirectories(root.resolve(module).resolve("target/classes"));
        }
        Files.writeString(
                root.resolve("cli/target/launcher.classpath"),
                Path.of("target/classes").toAbsolutePath()
                        + File.pathSeparator
                        + Files.readString(Path.of("target/launcher.classpath")));
    }

    @Test
    void cdpathInTheEnvironmentDoesNotMislead() throws Exception {
        assertThat(run(Map.of("CDPATH", dir.toString()), "'a tree/cruddur' --version"))
                .startsWith("cruddur ");
    }

    @Test
    void aFileNameWithAnAccentIsFoundInTheLocaleC() throws Exception {
        assertThat(
                        run(
                                Map.of("LC_ALL", "C"),
                                "'a tree/cruddur' ddb seed --database-url postgresql://nowhere/x --file \"$(printf 'caf\\303\\251')\""))
                .isEqualTo("cruddur: There is no file café\n");
    }

    @Test
    void archivesAreMadeAtTheFirstStartAfterABuildByMavenAlone() throws Exception {
        // Of classes below a path with a space, JDK 17 archives none.
        Files.move(root(), dir.resolve("tree"));
        run(Map.of(), "tree/cruddur --version");
        assertThat(run(Map.of("CRUDDUR_JAVA_OPTS", "-Xlog:class+load:stdout"), "tree/cruddur --version"))
                .containsPattern("com[.]cruddur[.]cli[.]Main source: shared objects file");
    }

    @Test
    void whereNothingCanBeWrittenItStartsWithoutArchives() throws Exception {
        // What root may write to as well: a file in the place of the directory.
        Files.createFile(root().resolve("target"));
        assertThat(run(Map.of(), "'a tree/cruddur' --version")).startsWith("cruddur ");
    }

    @Test
    void theBenchBuildsNothingWhereOnlyTestsAreNewerThanTheArchives() throws Exception {
        shipped("2026-01-01T00:00:00Z");
        assertThat(bench()).doesNotContain("Building").contains("com.cruddur.bench.Bench");
    }

    @Test
    void theBenchBuildsWhereClassesAreNewerThanTheArchives() throws Exception {
        shipped("2026-01-01T00:00:00Z");
        Path changed = Files.createFile(root().resolve("core/target/classes/Changed.class"));
        Files.setLastModifiedTime(changed, FileTime.from(Instant.parse("2026-01-01T00:01:00Z")));
        assertThat(bench()).contains("Building what has changed").contains("The build failed");
    }

    @Test
    void theBenchBuildsWhereThereIsNoArchive() throws Exception {
        Files.createFile(root().resolve("api/target/launcher.classpath"));
        assertThat(bench()).contains("Building what has changed").contains("The build failed");
    }

    /** As Maven leaves it: the archive of the API has a time of long ago. */
    @Test
    void theBenchBuildsOnceWhereNothingChanges() throws Exception {
        Files.createFile(root().resolve("core/target/classes/Changed.class"));
        String maven = "mkdir -p api/target cli/target stream-lambda/target"
                + " && touch -t 202601010000 api/target/cruddur-api-1-exec.jar"
                + " && touch stream-lambda/target/cruddur-messaging-stream.jar"
                + " api/target/launcher.classpath cli/target/launcher.classpath";
        assertThat(bench(maven)).contains("Building").contains("com.cruddur.bench.Bench");
        assertThat(bench(maven)).doesNotContain("Building").contains("com.cruddur.bench.Bench");
    }

    /** Archives of the API and of the function, and class paths that Maven has written since. */
    private void shipped(String time) throws IOException {
        Files.createFile(root().resolve("api/target/launcher.classpath"));
        for (String archive :
                List.of("api/target/cruddur-api-1-exec.jar", "stream-lambda/target/cruddur-messaging-stream.jar")) {
            Files.setLastModifiedTime(Files.createFile(root().resolve(archive)), FileTime.from(Instant.parse(time)));
        }
    }

    /** With a Maven that fails. */
    private String bench() throws Exception {
        return bench("exit 1");
    }

    private String bench(String script) throws Exception {
        Path bin = Files.createDirectories(dir.resolve("bin"));
        Path maven = Files.writeString(bin.resolve("mvn"), "#!/bin/sh\n" + script + "\n");
        assertThat(maven.toFile().setExecutable(true)).isTrue();
        return run(Map.of("PATH", bin + File.pathSeparator + System.getenv("PATH")), "'a tree/cruddur' bench api");
    }

    private Path root() {
        return dir.resolve("a tree");
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
