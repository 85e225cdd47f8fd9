package com.cruddur.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Every {@code ./cruddur} in the documents is a command with options that it has. None is run. */
class DocumentedCommandsTest {

    private static final Pattern CODE = Pattern.compile("```.*?\\n(.*?)```|`([^`]+)`", Pattern.DOTALL);
    private static final Pattern COMMAND = Pattern.compile("\\./cruddur((?: +(?![#|;&>…])[^\\s#|;&>)…]+)+)");

    static List<String> commands() throws IOException {
        List<String> commands = new ArrayList<>();
        try (Stream<Path> documents = Files.list(Path.of("../docs"))) {
            for (Path document : documents
                    .filter(file -> file.toString().endsWith(".md"))
                    .sorted()
                    .toList()) {
                Matcher code = CODE.matcher(Files.readString(document));
                while (code.find()) {
                    String text = code.group(1) != null
                            ? code.group(1).replace("\\\n", " ")
                            : code.group(2).replace('\n', ' ');
                    Matcher command = COMMAND.matcher(
                            text.replace("<uuid>", new UUID(0, 1).toString()).replaceAll("<[^<>\\n]*>", "1"));
                    while (command.find()) {
                        commands.add(command.group(1).strip().replace("\"", ""));
                    }
                }
            }
        }
        return commands.stream()
                .distinct()
                // The words for any command: <group> <command>.
                .filter(command -> !command.equals("1 1"))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("commands")
    void isACommand(String command) {
        parse(command);
    }

    @Test
    void oneThatIsNoneWouldBeFound() throws IOException {
        assertThat(commands()).contains("ddb replay --target aws --yes", "doctor --target aws");
        assertThatThrownBy(() -> parse("ddb replay --really")).isInstanceOf(UnmatchedArgumentException.class);
        assertThatThrownBy(() -> parse("ddb reply")).isInstanceOf(UnmatchedArgumentException.class);
    }

    /** Without running it. A document may name a command without what it needs. */
    private static void parse(String command) {
        try {
            Main.commands().parseArgs(command.split(" +"));
        } catch (MissingParameterException allowed) {
            // Such as the name of a conversation.
        }
    }
}
