package com.cruddur.infra.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.cruddur.infra.testing.Synthesised;
import com.cruddur.infra.testing.SynthesisedStack;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/**
 * Every template is the same as its snapshot; hashes of artefacts and versions are masked. After an intended change:
 * {@code -Dsnapshots=update}, then review the diff.
 */
class SnapshotIT {

    private static final Path SNAPSHOTS = Path.of("src/test/resources/snapshots");

    private static final boolean UPDATE = "update".equals(System.getProperty("snapshots"));

    static List<SynthesisedStack> stacks() {
        return Synthesised.stacks();
    }

    @ParameterizedTest
    @MethodSource("stacks")
    void isTheSameAsItsSnapshot(SynthesisedStack stack) throws IOException {
        Path snapshot = SNAPSHOTS.resolve(stack.name() + ".json");
        String template = masked(stack.template());
        if (UPDATE) {
            Files.createDirectories(SNAPSHOTS);
            Files.writeString(snapshot, template);
        }

        assertThat(template).isEqualTo(Files.readString(snapshot));
    }

    @Test
    void thereIsNoSnapshotOfARemovedStack() throws IOException {
        try (Stream<Path> files = Files.list(SNAPSHOTS)) {
            List<String> names =
                    files.map(file -> file.getFileName().toString()).toList();
            List<String> stacks =
                    stacks().stream().map(stack -> stack.name() + ".json").toList();
            if (UPDATE) {
                names.stream().filter(name -> !stacks.contains(name)).forEach(SnapshotIT::delete);
            } else {
                assertThat(names).containsExactlyInAnyOrderElementsOf(stacks);
            }
        }
    }

    private static void delete(String name) {
        try {
            Files.delete(SNAPSHOTS.resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Without the hashes, which change with every build. */
    private static String masked(JsonNode template) {
        return template.toPrettyString()
                        .replaceAll("\\b[0-9a-f]{64}\\b", "<hash>")
                        // Where an asset is published to, with the tag of an image.
                        .replaceAll("(<hash>:[\\w-]+-)[0-9a-f]{8}\\b", "$1<hash>")
                        .replaceAll("(CurrentVersion[0-9A-F]{8})[0-9a-f]{32}", "$1<hash>")
                + "\n";
    }
}
