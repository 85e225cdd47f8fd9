package com.cruddur.cli.connection;

import com.cruddur.core.problem.CruddurException;
import com.cruddur.core.problem.ErrorCode;
import org.jspecify.annotations.Nullable;

/**
 * A value of the configuration and where it came from.
 *
 * @param name the flag without its hyphens, and the key in a configuration file
 * @param source such as {@code --table}, {@code CRUDDUR_TABLE}, the name of a file, or {@code default}
 */
public record Setting(String name, @Nullable String value, String source) {

    static final String DEFAULT = "default";

    public boolean isSet() {
        return value != null;
    }

    /** @throws CruddurException {@link ErrorCode#MALFORMED_REQUEST}, which names the ways to set it */
    public String required(String environmentName) {
        if (value == null) {
            throw new CruddurException(
                    ErrorCode.MALFORMED_REQUEST,
                    "No " + name + ": name one with --" + name + ", or set " + environmentName);
        }
        return value;
    }

    /** The value, where it may be shown: a password in an address is left out. */
    public String shown() {
        if (value == null) {
            return "(not set)";
        }
        return value.matches("(jdbc:)?postgres(ql)?:.*") || name.equals(Settings.DATABASE_URL)
                ? DatabaseUrl.shown(value)
                : value;
    }

    /** As {@link #shown}, and where it came from. */
    public String shownWithSource() {
        return shown() + " (from " + source + ")";
    }
}
