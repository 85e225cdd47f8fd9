package com.cruddur.cli;

import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import java.util.Properties;
import picocli.CommandLine.IVersionProvider;

final class Version implements IVersionProvider {

    @Override
    public String[] getVersion() throws IOException {
        Properties properties = new Properties();
        try (InputStream file = Version.class.getResourceAsStream("version.properties")) {
            properties.load(Objects.requireNonNull(file));
        }
        return new String[] {
            "cruddur " + properties.getProperty("version"),
            "Java " + Runtime.version() + " on " + System.getProperty("os.name")
        };
    }
}
