package com.cruddur.core.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.Yaml;

/** The repository's {@code docker-compose.yml}: the only place that names the images of the engines. */
public record ComposeFile(Path path) {

    public static ComposeFile find() {
        Path start = Path.of("").toAbsolutePath();
        for (@Nullable Path dir = start; dir != null; dir = dir.getParent()) {
            Path file = dir.resolve("docker-compose.yml");
            if (Files.exists(file)) {
                return new ComposeFile(file);
            }
        }
        throw new IllegalStateException("No docker-compose.yml in " + start + " or above");
    }

    public String image(String service) {
        if (service(service).get("image") instanceof String image) {
            return image;
        }
        throw new IllegalStateException(path + " names no image for the service " + service);
    }

    /** A service's environment, with variables in the values as they stand. */
    public Map<String, String> environment(String service) {
        Map<String, String> environment = new TreeMap<>();
        if (service(service).get("environment") instanceof Map<?, ?> variables) {
            variables.forEach((name, value) -> environment.put(name.toString(), value.toString()));
        }
        return environment;
    }

    /** What a service's entry point is given. */
    public List<String> command(String service) {
        return service(service).get("command") instanceof List<?> words
                ? words.stream().map(Object::toString).toList()
                : List.of();
    }

    private Map<?, ?> service(String name) {
        try {
            Map<?, ?> file = new Yaml().load(Files.readString(path));
            if (file.get("services") instanceof Map<?, ?> services && services.get(name) instanceof Map<?, ?> service) {
                return service;
            }
            throw new IllegalStateException(path + " has no service " + name);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
