package com.cruddur.infra.supply;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/**
 * Versions that are held back on purpose: each has a reason, and is of a dependency that is used. It is not tested whether
 * newer versions exist, so that a green build stays green.
 */
class HeldBackTest {

    private static final Pattern RULE =
            Pattern.compile("<!-- [^>]+ -->\\s*<rule groupId=\"([^\"]+)\" artifactId=\"([^\"]+)\">"
                    + "\\s*<ignoreVersions>\\s*<ignoreVersion type=\"range\">\\[([^,]+),\\)</ignoreVersion>");
    private static final Path RULES = Repository.file(".mvn/held-back.xml");

    @Test
    void isUsedAndHasAReason() throws IOException {
        String pom = Files.readString(Repository.file("pom.xml"));

        assertThat(rules())
                .as("each rule, with the comment that says why")
                .hasSize(Files.readString(RULES).split("<rule ").length - 1)
                .isNotEmpty()
                .allSatisfy(rule -> assertThat(pom)
                        .containsPattern("<groupId>" + Pattern.quote(rule.group()) + "</groupId>\\s*<artifactId>"
                                + Pattern.quote(rule.artifact()) + "</artifactId>"));
    }

    @Test
    void isTheSameForDependabot() throws IOException {
        Map<String, Object> expected = new TreeMap<>();
        for (Rule rule : rules()) {
            expected.put(rule.group() + ":" + rule.artifact(), List.of(">=" + rule.from()));
        }

        assertThat(ignored("maven")).isEqualTo(expected);
    }

    @Test
    void ofThePackagesOfNpmIsUsed() throws IOException {
        StringBuilder packages = new StringBuilder();
        for (String folder : List.of("frontend-contract", "frontend-contract/web", "infra", "cli/src/test/node")) {
            packages.append(Files.readString(Repository.file(folder + "/package.json")));
        }

        assertThat(ignored("npm").keySet())
                .isNotEmpty()
                .allSatisfy(name -> assertThat(packages).contains("\"" + name + "\":"));
    }

    private static List<Rule> rules() throws IOException {
        return RULE.matcher(Files.readString(RULES))
                .results()
                .map(found -> new Rule(found.group(1), found.group(2), found.group(3)))
                .toList();
    }

    private static Map<String, Object> ignored(String ecosystem) throws IOException {
        Map<?, ?> settings = (Map<?, ?>) new Load(LoadSettings.builder().build())
                .loadFromString(Files.readString(Repository.file(".github/dependabot.yml")));
        Map<String, Object> ignored = new TreeMap<>();
        entries(settings, "updates")
                .filter(update -> ecosystem.equals(update.get("package-ecosystem")))
                .flatMap(update -> entries(update, "ignore"))
                .forEach(entry -> ignored.put((String) entry.get("dependency-name"), entry.get("versions")));
        return ignored;
    }

    /** No version of an artifact from this one on. */
    private record Rule(String group, String artifact, String from) {}

    private static Stream<Map<?, ?>> entries(Map<?, ?> of, String name) {
        return ((List<?>) of.get(name)).stream().map(entry -> (Map<?, ?>) entry);
    }
}
