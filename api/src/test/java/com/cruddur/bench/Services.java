package com.cruddur.bench;

import com.cruddur.api.ApiApplication;
import com.cruddur.api.testing.TokenIssuer;
import com.cruddur.core.testing.Ports;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Starts what is measured, each with the JVM's options of the API's image. */
final class Services {

    private static final String MEMORY_OF_A_TASK = "1g";

    private final BenchStores stores;
    private final Path folder;

    /** @param folder for the logs */
    Services(BenchStores stores, Path folder) {
        this.stores = stores;
        this.folder = folder;
    }

    /** The module {@code api} of the source tree. */
    static Path module() {
        try {
            return Path.of(ApiApplication.class
                            .getProtectionDomain()
                            .getCodeSource()
                            .getLocation()
                            .toURI())
                    .getParent()
                    .getParent();
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The source tree. */
    static Path root() {
        return module().resolveSibling("");
    }

    static Path java() {
        return Path.of(System.getProperty("java.home"), "bin", "java");
    }

    /** The options with which the image starts the JVM, which sees the memory of the smallest task. */
    static List<String> imageOptions() {
        return List.of("-XX:MaxRAM=" + MEMORY_OF_A_TASK, "@" + module().resolve("java-options"));
    }

    /** The archive that {@code mvn package} makes. */
    static Path archive() {
        try (var archives = Files.newDirectoryStream(module().resolve("target"), "*-exec.jar")) {
            return archives.iterator().next();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** From the archive that ships. */
    Subject api(boolean profiled) {
        return api(List.of(java().toString()), List.of("-jar", archive().toString()), profiled);
    }

    /** @param image as {@link ApiImage#make} has made it */
    Subject apiOfItsImage(Path image, boolean profiled) {
        return api(
                List.of("sh", "-c", "cd \"$0\" && exec \"$@\"", image.toString(), java().toString()),
                List.of("-XX:AOTCache=api.aot", "-jar", "cruddur-api.jar"),
                profiled);
    }

    private Subject api(List<String> java, List<String> what, boolean profiled) {
        URI address = URI.create("http://127.0.0.1:" + Ports.free());
        List<String> command = new ArrayList<>(java);
        command.addAll(imageOptions());
        if (profiled) {
            command.add(
                    "-XX:StartFlightRecording=settings=profile,dumponexit=true,filename=" + folder.resolve("api.jfr"));
        }
        command.addAll(what);
        Path log = log("api");
        return Subject.start(
                "api", address, command, environment(address), log, ProcessBuilder.Redirect.appendTo(log.toFile()));
    }

    /** The settings of an API on these stores, without limits on the rate of requests. */
    Map<String, String> environment(URI address) {
        Map<String, String> environment = new HashMap<>();
        environment.put("AWS_REGION", "us-east-1");
        environment.put("AWS_ACCESS_KEY_ID", "local");
        environment.put("AWS_SECRET_ACCESS_KEY", "local");
        environment.put("SERVER_ADDRESS", "127.0.0.1");
        environment.put("SERVER_PORT", Integer.toString(address.getPort()));
        environment.put("MANAGEMENT_SERVER_ADDRESS", "127.0.0.1");
        environment.put("MANAGEMENT_SERVER_PORT", "0");
        environment.put(
                "CRUDDUR_DYNAMODB_ENDPOINT_URL", stores.table().endpoint().toString());
        environment.put("CRUDDUR_DYNAMODB_REGION", "us-east-1");
        environment.put("CRUDDUR_DYNAMODB_TABLE_NAME", BenchStores.TABLE);
        environment.put("CRUDDUR_SIGN_IN_ISSUER", stores.issuer().issuer().toString());
        environment.put("CRUDDUR_SIGN_IN_CLIENT_IDS", TokenIssuer.CLIENT_ID);
        environment.put("CRUDDUR_RATE_LIMIT_ENABLED", "false");
        environment.put("SPRING_DATASOURCE_URL", stores.jdbcUrl());
        return environment;
    }

    Subject minimal() {
        URI address = URI.create("http://127.0.0.1:" + Ports.free());
        List<String> arguments = classPath("com.cruddur.bench.subject.MinimalService");
        arguments.add("--server.address=127.0.0.1");
        arguments.add("--server.port=" + address.getPort());
        arguments.add("--spring.threads.virtual.enabled=true");
        arguments.add("--spring.main.banner-mode=off");
        arguments.add("--bench.endpoint=" + stores.table().endpoint());
        arguments.add("--bench.table=" + BenchStores.TABLE);
        return start("minimal", address, arguments, Map.of());
    }

    Subject bareLoop() {
        Path work = folder.resolve("work.txt");
        try {
            Files.write(
                    work,
                    stores.work().stream()
                            .map(one -> one.person().id() + " " + one.conversation())
                            .toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        List<String> arguments = classPath("com.cruddur.bench.subject.BareLoop");
        arguments.addAll(List.of(stores.table().endpoint().toString(), BenchStores.TABLE, work.toString()));
        return start("bare loop", URI.create("none:nothing"), arguments, Map.of(), ProcessBuilder.Redirect.PIPE);
    }

    private static List<String> classPath(String main) {
        List<String> arguments = new ArrayList<>(imageOptions());
        arguments.addAll(List.of("-cp", System.getProperty("java.class.path"), main));
        return arguments;
    }

    private Subject start(String name, URI address, List<String> arguments, Map<String, String> environment) {
        return start(
                name,
                address,
                arguments,
                environment,
                ProcessBuilder.Redirect.appendTo(log(name).toFile()));
    }

    private Subject start(
            String name,
            URI address,
            List<String> arguments,
            Map<String, String> environment,
            ProcessBuilder.Redirect output) {
        List<String> command = new ArrayList<>(List.of(java().toString()));
        command.addAll(arguments);
        return Subject.start(name, address, command, environment, log(name), output);
    }

    private Path log(String name) {
        return folder.resolve(name.replace(' ', '-') + ".log");
    }
}
