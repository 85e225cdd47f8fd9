package com.cruddur.infra.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.cruddur.infra.app.Environments;
import com.cruddur.infra.testing.Synthesised;
import com.cruddur.infra.testing.SynthesisedStack;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/**
 * What Docker gets to build the API's image from: the directory that the CDK has staged. docs/operations.md has a transcript
 * of a build from it.
 */
class ImageContextIT {

    private static final Path REPOSITORY = Path.of("..");

    private static final Pattern FROM = Pattern.compile("(?m)^FROM (\\S+)(?: AS (\\S+))?$");

    private static final Pattern COPY = Pattern.compile("(?m)^COPY (?:--from=(\\S+) )?(.+)$");

    private final JsonNode image = image();

    private final Path context = staged();

    @Test
    void itIsBuiltFromTheDockerfileOfTheRepositoryForTheApi() throws IOException {
        assertThat(image.path("dockerBuildTarget").asString()).isEqualTo("api");
        assertThat(Files.readString(context.resolve("Dockerfile")))
                .isEqualTo(Files.readString(REPOSITORY.resolve("Dockerfile")));
    }

    /** Also of the stages from which they copy. */
    @Test
    void whatTheStagesOfTheApiCopyIsThere() throws IOException {
        Map<String, String> stages = stages(Files.readString(context.resolve("Dockerfile")));
        List<String> sources = new ArrayList<>();
        collect("api", stages, new HashSet<>(), sources);

        assertThat(sources).contains(".", "frontend-contract/", "api/java-options", "api/make-aot-cache");
        assertThat(sources)
                .allSatisfy(source -> assertThat(context.resolve(source)).exists());
    }

    @Test
    void mavenFindsEveryModule() throws IOException {
        Matcher module = Pattern.compile("<module>(.+)</module>").matcher(Files.readString(context.resolve("pom.xml")));
        List<String> modules = module.results().map(found -> found.group(1)).toList();

        assertThat(modules)
                .contains("core", "api")
                .allSatisfy(
                        name -> assertThat(context.resolve(name + "/pom.xml")).exists());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                ".mvn",
                "api/src/main",
                "core/src/main",
                "frontend-contract/openapi",
                "frontend-contract/client/src",
                "frontend-contract/client/scripts",
                "frontend-contract/web/src",
                "frontend-contract/web/public",
                "frontend-contract/web/scripts"
            })
    void whatGoesIntoTheImageIsWhole(String directory) throws IOException {
        assertThat(files(context.resolve(directory)))
                .isNotEmpty()
                .containsExactlyInAnyOrderElementsOf(files(REPOSITORY.resolve(directory)));
    }

    /** A change of anything else would make a new image, which would be deployed. */
    @Test
    void whatChangesNothingOfTheImageIsLeftOut() throws IOException {
        assertThat(files(context))
                .noneMatch(file -> file.matches(
                        "(docs|infra/src|cli/src|stream-lambda/src|\\.ci|\\.git.*)/.+|(.+/)?(test|node_modules|target|dist)/.+"
                                + "|.+\\.md|.*snapshots.*"));
        try (Stream<Path> top = Files.list(context)) {
            assertThat(top.map(path -> path.getFileName().toString()))
                    .containsExactlyInAnyOrder(
                            ".dockerignore",
                            ".mvn",
                            "Dockerfile",
                            "LICENSE",
                            "api",
                            "cli",
                            "core",
                            "frontend-contract",
                            "infra",
                            "pom.xml",
                            "stream-lambda");
        }
        assertThat(files(context.resolve("infra"))).containsExactly("pom.xml");
        assertThat(files(context.resolve("cli"))).containsExactly("pom.xml");
        assertThat(files(context.resolve("stream-lambda"))).containsExactly("pom.xml");
        assertThat(files(context.resolve("frontend-contract/e2e"))).containsExactly("package.json");
    }

    private static void collect(String stage, Map<String, String> stages, Set<String> seen, List<String> sources) {
        String text = stages.get(stage);
        if (text == null || !seen.add(stage)) {
            return;
        }
        Matcher from = FROM.matcher(text);
        assertThat(from.find()).isTrue();
        collect(from.group(1), stages, seen, sources);
        Matcher copy = COPY.matcher(text);
        while (copy.find()) {
            if (copy.group(1) != null) {
                collect(copy.group(1), stages, seen, sources);
                continue;
            }
            List<String> words = List.of(copy.group(2).strip().split(" +"));
            sources.addAll(words.subList(0, words.size() - 1));
        }
    }

    /** The text of each stage by its name. */
    private static Map<String, String> stages(String dockerfile) {
        Map<String, String> stages = new HashMap<>();
        for (String text : dockerfile.split("(?m)^(?=FROM )")) {
            Matcher from = FROM.matcher(text);
            if (from.find() && from.group(2) != null) {
                stages.put(from.group(2), text);
            }
        }
        return stages;
    }

    private static JsonNode image() {
        SynthesisedStack web = Synthesised.stack(Environments.PRODUCTION, "Web");
        JsonNode images = Synthesised.read(web.assets()).path("dockerImages");
        assertThat(images).hasSize(1);
        return images.iterator().next().path("source");
    }

    private Path staged() {
        return Synthesised.stack(Environments.PRODUCTION, "Web")
                .assets()
                .resolveSibling(image.path("directory").asString())
                .normalize();
    }

    private static List<String> files(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> directory.relativize(file).toString())
                    .toList();
        }
    }
}
