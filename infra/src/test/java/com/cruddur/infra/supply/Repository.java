package com.cruddur.infra.supply;

import java.nio.file.Path;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/** Files of the repository. */
public final class Repository {

    static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

    private Repository() {}

    public static Path file(String path) {
        return ROOT.resolve(path);
    }

    static JsonNode json(String path) {
        return new ObjectMapper().readTree(file(path).toFile());
    }
}
