package com.cruddur.core.testing;

/** Where the throw-away engines come from: the system property {@code engines}. */
enum Engines {
    EMBEDDED,
    CONTAINERS;

    static Engines wanted() {
        String name = System.getProperty("engines", "embedded");
        return switch (name) {
            case "embedded" -> EMBEDDED;
            case "containers" -> CONTAINERS;
            default -> throw new IllegalStateException("-Dengines=" + name + ": only embedded or containers");
        };
    }
}
