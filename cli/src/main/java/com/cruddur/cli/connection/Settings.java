package com.cruddur.cli.connection;

import com.cruddur.core.problem.CruddurException;
import com.cruddur.core.problem.ErrorCode;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * Looks values up: flag, then environment, then configuration files ({@code config.properties} in the state directory,
 * then in {@code ~/.config/cruddur}), then the running stack, then the default. Remembers where each was found.
 */
final class Settings {

    static final String DATABASE_URL = "database-url";

    private static final String FILE = "config.properties";

    private final Environment environment;
    private final Map<Path, Properties> files = new LinkedHashMap<>();

    Settings(Environment environment, Path stateDir) {
        this.environment = environment;
        read(stateDir.resolve(FILE));
        String configHome = environment.trimmed("XDG_CONFIG_HOME");
        String home = environment.trimmed("HOME");
        if (configHome != null) {
            read(Path.of(configHome, "cruddur", FILE));
        } else if (home != null) {
            read(Path.of(home, ".config", "cruddur", FILE));
        }
    }

    /** The configuration files that are there, the first one first. */
    List<Path> files() {
        return List.copyOf(files.keySet());
    }

    /** @param variables the first one that is set counts */
    Setting find(String name, @Nullable Object flag, List<String> variables, @Nullable String otherwise) {
        if (flag != null) {
            return new Setting(name, flag.toString(), "--" + name);
        }
        for (String variable : variables) {
            String value = environment.trimmed(variable);
            if (value != null) {
                return new Setting(name, value, variable);
            }
        }
        for (Map.Entry<Path, Properties> file : files.entrySet()) {
            String value = file.getValue().getProperty(name);
            if (value != null && !value.isBlank()) {
                return new Setting(name, value.strip(), file.getKey().toString());
            }
        }
        return new Setting(name, otherwise, Setting.DEFAULT);
    }

    private void read(Path path) {
        if (!Files.isRegularFile(path)) {
            return;
        }
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(path)) {
            properties.load(reader);
        } catch (IOException | IllegalArgumentException e) {
            throw new CruddurException(
                    ErrorCode.MALFORMED_REQUEST, "Cannot read the configuration file " + path + ": " + e.getMessage());
        }
        files.put(path, properties);
    }
}
