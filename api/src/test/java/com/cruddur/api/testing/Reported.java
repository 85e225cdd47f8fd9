package com.cruddur.api.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.TestWatcher;

/** Writes what a class of tests attacked, and how each attack ended: {@code target/attacks-<class>.txt}. */
public final class Reported implements TestWatcher, AfterAllCallback {

    private final Queue<String> outcomes = new ConcurrentLinkedQueue<>();

    @Override
    public void testSuccessful(ExtensionContext test) {
        add("withstood", test);
    }

    @Override
    public void testFailed(ExtensionContext test, @Nullable Throwable cause) {
        add("FAILED", test);
    }

    @Override
    public void testAborted(ExtensionContext test, @Nullable Throwable cause) {
        add("not run", test);
    }

    @Override
    public void testDisabled(ExtensionContext test, Optional<String> reason) {
        add("not run", test);
    }

    private void add(String outcome, ExtensionContext test) {
        String method = test.getRequiredTestMethod().getName();
        String which = test.getDisplayName().startsWith(method) ? "" : test.getDisplayName();
        outcomes.add("%-9s  %s %s"
                .formatted(outcome, method, which.replaceAll("\\R", " "))
                .strip());
    }

    @Override
    public void afterAll(ExtensionContext context) throws IOException {
        List<String> lines = new ArrayList<>(List.of(outcomes.size() + " attacks", ""));
        lines.addAll(outcomes);
        Files.write(
                Path.of("target", "attacks-" + context.getRequiredTestClass().getSimpleName() + ".txt"), lines);
    }
}
