package com.cruddur.infra.shared;

import java.nio.file.Files;
import java.nio.file.Path;

/** A function's code, as its module packages it. */
public final class FunctionJar {

    private FunctionJar() {}

    /**
     * Where it is, from infra's directory, in which the app and its tests run.
     *
     * @throws IllegalStateException if it is not there, with the command that makes it
     */
    public static String path(String module, String name) {
        String path = module + "/target/" + name;
        Path file = Path.of("..").resolve(path);
        if (!Files.isRegularFile(file)) {
            throw new IllegalStateException("There is no " + path + " yet. In the project's directory: ./mvnw -pl "
                    + module + " -am package -DskipTests");
        }
        return file.toString();
    }
}
