package com.cruddur.infra;

import java.nio.file.Files;
import java.nio.file.Path;

/** What another module built, for the app to send to AWS. */
enum Artefact {
    STREAM_FUNCTION("stream-lambda/target/cruddur-messaging-stream.jar", "stream-lambda");

    private final String path;
    private final String module;

    Artefact(String path, String module) {
        this.path = path;
        this.module = module;
    }

    /**
     * Where it is, from infra's directory, in which the app and its tests run.
     *
     * @throws IllegalStateException if it is not there, with the command that makes it
     */
    String path() {
        Path file = Path.of("..").resolve(path);
        if (!Files.isRegularFile(file)) {
            throw new IllegalStateException("There is no " + path + " yet. In the project's directory: ./mvnw -pl "
                    + module + " -am package -DskipTests");
        }
        return file.toString();
    }
}
