package com.cruddur.core.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ComposeFileTest {

    @TempDir
    Path dir;

    @Test
    void namesTheImageOfAService() throws Exception {
        assertThat(compose("services:\n  postgres:\n    image: postgres:18.6\n").image("postgres"))
                .isEqualTo("postgres:18.6");
    }

    @Test
    void saysWhichServiceHasNoImage() throws Exception {
        assertThatThrownBy(() -> compose("services: {}").image("postgres")).hasMessageContaining("postgres");
    }

    private ComposeFile compose(String text) throws Exception {
        return new ComposeFile(Files.writeString(dir.resolve("docker-compose.yml"), text));
    }
}
