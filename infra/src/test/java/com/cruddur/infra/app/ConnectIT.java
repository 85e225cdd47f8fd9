package com.cruddur.infra.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Properties;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** connect.sh with a fake {@code aws}, which knows the outputs of the templates and records its arguments. */
class ConnectIT {

    private static final Path SCRIPT = Path.of("connect.sh").toAbsolutePath();

    @TempDir
    private Path project;

    @BeforeEach
    void aws() throws IOException {
        Path aws = Files.createDirectories(project.resolve("bin")).resolve("aws");
        Files.writeString(aws, """
                #!/bin/sh
                echo "$*" >> asked
                case "$*" in
                  *secretsmanager*secret-arn*) printf '%s\\n' '{"username":"cruddur","password":"a/b%c@d:e#f\\\\g"}' ;;
                  *list-tasks*cluster-name*) echo arn:aws:ecs:us-east-1:123456789012:task/cluster-name/task-id ;;
                  *describe-tasks*task-id*) echo runtime-id ;;
                  *start-session*) cp .cruddur/config.properties seen; ls -l .cruddur/config.properties > rights ;;
                  *CruddurDevelopment-People*DatabaseHost*) echo db.example ;;
                  *CruddurDevelopment-People*DatabaseSecretArn*) echo secret-arn ;;
                  *CruddurDevelopment-People*UserPoolId*) echo us-east-1_Pool ;;
                  *CruddurDevelopment-Web*ClientId*) echo client ;;
                  *CruddurDevelopment-Web*ClusterName*) echo cluster-name ;;
                  *CruddurDevelopment-Web*PagesUrl*) echo https://pages.example ;;
                  *) echo "unexpected: $*" >&2; exit 1 ;;
                esac
                """);
        Files.setPosixFilePermissions(aws, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    @Test
    void writesTheConfigurationOfTheCommandLineAndOpensATunnelToTheDatabase() throws Exception {
        String output = connect(0);

        Properties config = new Properties();
        config.load(Files.newBufferedReader(project.resolve("seen")));
        assertThat(config)
                .containsEntry("database-url", "postgresql://cruddur:a%2Fb%25c%40d%3Ae%23f%5Cg@localhost:15432/cruddur")
                .containsEntry("user-pool-id", "us-east-1_Pool")
                .containsEntry("client-id", "client")
                .containsEntry("region", "us-east-1");
        assertThat(output).contains("https://pages.example");
        assertThat(Files.readString(project.resolve("asked")))
                .contains("--target ecs:cluster-name_task-id_runtime-id", "host=db.example,portNumber=5432");
    }

    @Test
    void onlyTheOwnerCanReadThePasswordAndOnlyWhileItRuns() throws Exception {
        connect(0);

        assertThat(Files.readString(project.resolve("rights"))).startsWith("-rw-------");
        assertThat(project.resolve(".cruddur/config.properties")).doesNotExist();
    }

    @Test
    void doesNotOverwriteAnExistingConfiguration() throws Exception {
        Files.createDirectories(project.resolve(".cruddur"));
        Files.writeString(project.resolve(".cruddur/config.properties"), "table=mine\n");

        assertThat(connect(1)).contains("move it away");
        assertThat(project.resolve(".cruddur/config.properties")).hasContent("table=mine");
    }

    private String connect(int exitCode) throws IOException, InterruptedException {
        ProcessBuilder script = new ProcessBuilder(List.of("sh", SCRIPT.toString(), "Development"))
                .directory(project.toFile())
                .redirectErrorStream(true);
        script.environment().compute("PATH", (name, path) -> project.resolve("bin") + File.pathSeparator + path);
        Process process = script.start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isEqualTo(exitCode);
        return output;
    }
}
