package com.cruddur.core.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What was acknowledged is still there after the JVM of the engines was ended by SIGKILL. */
@InProof
class KilledJvmIT {

    @TempDir
    Path dir;

    @Test
    void bothEnginesStartAgainAndHaveLostNothing() throws Exception {
        Process victim = start(Victim.class);
        assertThat(firstLine(victim)).isEqualTo("acknowledged");
        ProcessHandle postmaster = postmaster();
        victim.destroyForcibly().waitFor();
        assertThat(postmaster.isAlive()).as("PostgreSQL outlives its JVM").isTrue();

        try (LocalDynamoDb dynamoDb = LocalDynamoDb.persistent(dir.resolve("dynamodb"), 0);
                LocalPostgres postgres = LocalPostgres.persistent(dir.resolve("postgres"), 0)) {
            assertThat(postmaster.isAlive()).isFalse();
            assertThat(new ItemsTable(dynamoDb.client()).count()).isEqualTo(1);
            assertThat(Sql.count(postgres.dataSource(), "notes")).isEqualTo(1);
        }
    }

    private Process start(Class<?> main) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        System.getProperty("java.class.path"),
                        main.getName(),
                        dir.toString())
                .redirectError(Redirect.INHERIT)
                .start();
    }

    private static String firstLine(Process process) throws IOException {
        try (BufferedReader output = process.inputReader(StandardCharsets.UTF_8)) {
            return String.valueOf(output.readLine());
        }
    }

    private ProcessHandle postmaster() throws IOException {
        Path pidFile = dir.resolve("postgres/data/postmaster.pid");
        return ProcessHandle.of(Long.parseLong(Files.readAllLines(pidFile).get(0)))
                .orElseThrow();
    }

    /** Writes to both engines, says so, and waits for its end. */
    static final class Victim {

        public static void main(String[] args) throws InterruptedException {
            Path dir = Path.of(args[0]);
            ItemsTable items = new ItemsTable(
                    LocalDynamoDb.persistent(dir.resolve("dynamodb"), 0).client());
            items.create();
            LocalPostgres postgres = LocalPostgres.persistent(dir.resolve("postgres"), 0);
            Sql.run(postgres.dataSource(), "CREATE TABLE notes AS SELECT 'kept'");
            items.put("kept");
            System.out.println("acknowledged");
            Thread.sleep(60_000);
            System.exit(1);
        }
    }
}
