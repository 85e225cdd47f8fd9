package com.cruddur.api.local;

import com.cruddur.cli.canary.CanaryFunction;
import java.util.Map;

/** Calls the canary's function as Lambda does: a JVM of its own, with nothing but the function's jar. */
final class RunCanary {

    private RunCanary() {}

    public static void main(String[] none) {
        System.out.println(new CanaryFunction().run(Map.of()));
    }
}
