package com.cruddur.bench;

import com.cruddur.core.testing.Ports;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import org.apache.commons.io.FileUtils;

/**
 * The API as its image has it: the archive extracted, and the AOT cache that {@code api/make-aot-cache} makes. The JVM has such
 * caches from version 25 on.
 */
final class ApiImage {

    private static final int FIRST_WITH_CACHES = 25;

    private ApiImage() {}

    static boolean isPossible() {
        return Runtime.version().feature() >= FIRST_WITH_CACHES;
    }

    /**
     * Makes it where it is not there yet, which takes a minute.
     *
     * @param log what is said meanwhile
     * @return its folder
     */
    static Path make(Path log) {
        Path folder = Services.module().resolve("target/bench-image");
        Path cache = folder.resolve("api.aot");
        Path archive = Services.archive();
        try {
            if (Files.exists(cache)
                    && Files.getLastModifiedTime(cache).compareTo(Files.getLastModifiedTime(archive)) > 0) {
                return folder;
            }
            FileUtils.deleteDirectory(folder.toFile());
            run(
                    log,
                    Services.module(),
                    Services.java().toString(),
                    "-Djarmode=tools",
                    "-jar",
                    archive.toString(),
                    "extract",
                    "--application-filename",
                    "cruddur-api.jar",
                    "--destination",
                    folder.toString());
            for (String name : List.of("java-options", "make-aot-cache")) {
                Files.copy(Services.module().resolve(name), folder.resolve(name), StandardCopyOption.REPLACE_EXISTING);
            }
            run(log, folder, "sh", "make-aot-cache");
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void run(Path log, Path folder, String... words) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(words)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(Redirect.appendTo(log.toFile()));
        var environment = builder.environment();
        environment.put("PATH", Services.java().getParent() + ":" + environment.get("PATH"));
        environment.put("SERVER_PORT", Integer.toString(Ports.free()));
        environment.put("MANAGEMENT_SERVER_PORT", Integer.toString(Ports.free()));
        environment.remove("JAVA_TOOL_OPTIONS");
        environment.remove("CRUDDUR_WARMUP_ROUNDS");
        int code = builder.start().onExit().join().exitValue();
        if (code != 0) {
            throw new IllegalStateException(words[0] + " ended with " + code + ": see " + log);
        }
    }
}
