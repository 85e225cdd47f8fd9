package com.cruddur.infra.supply;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.cruddur.core.testing.Proof;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** CycloneDX files list what is shipped: one for Java, one for the pages. */
class BillOfMaterialsTest {

    private static final String JAVA = "target/bom.json";
    private static final String PAGES = "frontend-contract/target/bom.json";

    @Test
    @Tag(Proof.TAG)
    void thatOfJavaHasWhatIsShippedAndNoTestLibrary() throws IOException {
        Set<String> names = purls(JAVA).stream()
                .map(purl -> purl.substring("pkg:maven/".length(), purl.indexOf('@')))
                .collect(Collectors.toSet());

        assertThat(names)
                .contains(
                        "com.cruddur/cruddur-api",
                        "software.amazon.awssdk/dynamodb",
                        "org.springframework.boot/spring-boot",
                        "info.picocli/picocli",
                        "com.amazonaws/aws-lambda-java-core")
                .doesNotContain("software.amazon.dynamodb/DynamoDBLocal", "org.junit.jupiter/junit-jupiter");
    }

    @Test
    void thatOfThePagesHasEachOfTheirDependenciesAndNoTool() throws IOException {
        Set<String> purls = purls(PAGES);
        JsonNode pages = Repository.json("frontend-contract/web/package.json");

        assertThat(purls)
                .containsAll(purls(pages.path("dependencies")))
                // React's own: not in package.json, but in what a browser loads.
                .anyMatch(purl -> purl.startsWith("pkg:npm/scheduler@"))
                .noneMatch(purl -> purl.matches("pkg:npm/(vite|vitest|typescript|jsdom|eslint|openapi-typescript)@.*"));
    }

    @Test
    @Tag(Proof.TAG)
    void thatOfJavaNamesNoPathOfThisMachineAndNoDownloadAddress() throws IOException {
        assertThatItNamesNoPathAndNoDownloadAddress(JAVA);
    }

    @Test
    void thatOfThePagesNamesNoPathOfThisMachineAndNoDownloadAddress() throws IOException {
        assertThatItNamesNoPathAndNoDownloadAddress(PAGES);
    }

    private static void assertThatItNamesNoPathAndNoDownloadAddress(String bom) throws IOException {
        purls(bom);

        assertThat(Files.readString(Repository.file(bom)))
                .doesNotContain(Repository.ROOT.toString(), System.getProperty("user.home"), "\"file:", "localhost")
                .doesNotContainPattern("https?://[^\"]*\\.(tgz|jar)\"");
    }

    /** Of all components. Without -Pproof, and offline, Maven writes none for Java. */
    private static Set<String> purls(String bom) {
        boolean there = Files.exists(Repository.file(bom));
        if (System.getenv("CI") == null || bom.equals(JAVA) && !Proof.IS_ON) {
            assumeThat(there)
                    .as(bom + ": written with -Pproof and online (Java), without -Dpages.skip and by npm 10.2 or newer"
                            + " (pages)")
                    .isTrue();
        }
        assertThat(there)
                .as(bom + ": in CI it must be there; that of the pages takes npm 10.2 or newer")
                .isTrue();
        return Repository.json(bom)
                .path("components")
                .valueStream()
                .map(component -> component.path("purl").asString())
                .collect(Collectors.toSet());
    }

    private static List<String> purls(JsonNode dependencies) {
        return dependencies.propertyStream().map(BillOfMaterialsTest::purl).toList();
    }

    private static String purl(Map.Entry<String, JsonNode> dependency) {
        return "pkg:npm/" + dependency.getKey().replace("@", "%40") + "@"
                + dependency.getValue().asString();
    }
}
