package com.cruddur.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class CommandTreeTest {

    @Test
    void onlyTheNamedCommandIsMade() {
        CommandLine root = tree("ddb list-tables --output table");
        assertThat(root.getSubcommands()).containsOnlyKeys("ddb");
        assertThat(root.getSubcommands().get("ddb").getSubcommands()).containsOnlyKeys("list-tables");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "--help",
                "ddb",
                "ddb --help",
                "ddb help seed",
                "ddb sed",
                "help ddb",
                "completion bash",
                "dbd"
            })
    void helpAndMistakesHaveAll(String arguments) {
        CommandLine root = tree(arguments);
        assertThat(root.getSubcommands().get("ddb").getSubcommands()).containsKeys("seed", "scan", "help");
        assertThat(root.getSubcommands().get("db").getSubcommands()).containsKeys("seed", "migrate");
    }

    private static CommandLine tree(String arguments) {
        return Main.commands(arguments.split(" +", -1));
    }
}
