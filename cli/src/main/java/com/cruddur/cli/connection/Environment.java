package com.cruddur.cli.connection;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;

/** The environment variables. The root command has one, so that tests bring their own. */
@FunctionalInterface
public interface Environment {

    /** The root command's, or that of the process. */
    static Environment of(CommandSpec command) {
        return command.root().userObject() instanceof Owner owner ? owner.environment() : System::getenv;
    }

    /** @return as it was set, blanks and all; null if it is not there */
    @Nullable
    String get(String name);

    /** The value without blanks around it; null where nothing is left. */
    default @Nullable String trimmed(String name) {
        String value = get(name);
        return value == null || value.isBlank() ? null : value.strip();
    }

    /** A root command with an environment of its own. */
    interface Owner {

        Environment environment();
    }
}
