package com.cruddur.infra.stream;

import java.nio.file.Files;
import java.nio.file.Path;

/** The function's code, as the module stream-lambda packages it. */
final class FunctionJar {

    private static final String PATH = "stream-lambda/target/cruddur-messaging-stream.jar";

    private FunctionJar() {}

    /**
     * Where it is, from infra's directory, in which the app and its tests run.
     *
     * @throws IllegalStateException if it is not there, with the command that makes it
     */
    static String path() {
        Path file = Path.of("..").resolve(PATH);
        if (!Files.isRegularFile(file)) {
            throw new IllegalStateException("There is no " + PATH
                    + " yet. In the project's directory: ./mvnw -pl stream-lambda -am package -DskipTests");
        }
        return file.toString();
    }
}
