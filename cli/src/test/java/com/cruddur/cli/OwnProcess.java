package com.cruddur.cli;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The command line in a process of its own: for what the AWS SDK itself reads from the environment. It knows the hosts of a
 * file alone, so that no name server decides what a test sees.
 */
final class OwnProcess {

    private static final String CLASS_PATH =
            System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    private static final String JAVA =
            Path.of(System.getProperty("java.home"), "bin", "java").toString();

    private OwnProcess() {}

    /** @param environment all that there is of AWS's and ours; nothing of this process's own */
    static CommandRun run(Map<String, String> environment, String... arguments) throws Exception {
        Path hosts = Files.writeString(Files.createTempFile("cruddur", ".hosts"), "127.0.0.1 localhost\n");
        List<String> command = new ArrayList<>(List.of(
                JAVA,
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Djdk.net.hosts.file=" + hosts,
                "-cp",
                CLASS_PATH,
                Main.class.getName()));
        command.addAll(List.of(arguments));
        Path err = Files.createTempFile("cruddur", ".err");
        ProcessBuilder builder = new ProcessBuilder(command).redirectError(err.toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("AWS_") || name.startsWith("CRUDDUR_"));
        builder.environment().putAll(environment);
        Process process = builder.start();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        int exitCode = process.waitFor();
        String told = Files.readString(err);
        Files.delete(err);
        Files.delete(hosts);
        return new CommandRun(exitCode, out, told);
    }
}
