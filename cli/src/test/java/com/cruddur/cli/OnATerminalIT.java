package com.cruddur.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.cruddur.core.people.UserDatabase;
import com.cruddur.core.testing.LocalDynamoDb;
import com.cruddur.core.testing.LocalPostgres;
import com.cruddur.core.testing.MessagingTable;
import com.cruddur.core.testing.PostgresDatabase;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OnATerminalIT {

    private static final Map<String, String> XTERM = Map.of("TERM", "xterm");
    private static final Map<String, String> DUMB = Map.of("TERM", "dumb");

    @TempDir
    private Path stateDir;

    @Test
    void longWorkDrawsItsProgressOverAndOver() throws Exception {
        String seen = seed(XTERM, 600);

        assertThat(seen)
                .containsPattern("\r\\[=* +] [1-9]\\d* of 600 messages, [\\d,]+ a second")
                .contains("\r[====================] 600 of 600 messages")
                .contains("600 messages are in ")
                .doesNotContain("Exception", "Error");
        assertThat(seen.split("\r\\[")).hasSizeGreaterThan(5);
    }

    @Test
    void aDumbTerminalGetsLinesOnly() throws Exception {
        assertThat(seed(DUMB, 30)).contains("30 messages are in ").doesNotContain("[=");
        assertThat(PseudoTerminal.run(DUMB, "ddb", "--help")).doesNotContain("\u001b");
        assertThat(PseudoTerminal.run(XTERM, "ddb", "--help")).contains("\u001b");
    }

    @Test
    void theHelpIsAsWideAsTheTerminal() throws Exception {
        assertThat(PseudoTerminal.run(DUMB, "ddb", "scan", "--help").lines())
                .anyMatch(line -> line.length() > 85)
                .allMatch(line -> line.length() <= 120);
    }

    private String seed(Map<String, String> environment, int messages) throws Exception {
        PostgresDatabase database = LocalPostgres.shared().freshDatabase();
        UserDatabase.migrate(database.dataSource());
        return PseudoTerminal.run(
                environment,
                "ddb",
                "seed",
                "--bulk",
                "users=8,messages=" + messages,
                "--endpoint-url",
                LocalDynamoDb.shared().endpoint().toString(),
                "--database-url",
                "'" + database.jdbcUrl() + "'",
                "--table",
                MessagingTable.create().name(),
                "--state-dir",
                "'" + stateDir + "'");
    }
}
