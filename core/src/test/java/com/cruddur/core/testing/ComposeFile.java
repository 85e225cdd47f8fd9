package com.cruddur.core.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.Yaml;

/** The repository's {@code docker-compose.yml}: the only place that names the images of the engines. */
record ComposeFile(Path path) {

    static ComposeFile find() {
        Path start = Path.of("").toAbsolutePath();
        for (@Nullable Path dir = start; dir != null; dir = dir.getParent()) {
            Path file = dir.resolve("docker-compose.yml");
            if (Files.exists(file)) {
                return new ComposeFile(file);
            }
        }
        throw new IllegalStateException("No docker-compose.yml in " + start + " or above");
    }

    String image(String service) {
        try {
            Map<?, ?> file = new Yaml().load(Files.readString(path));
            if (file.get("services") instanceof Map<?, ?> services
                    && services.get(service) instanceof Map<?, ?> definition
                    && definition.get("image") instanceof String image) {
                return image;
            }
            throw new IllegalStateException(path + " names no image for the service " + service);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
