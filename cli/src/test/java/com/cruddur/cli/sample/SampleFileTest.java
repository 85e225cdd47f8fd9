package com.cruddur.cli.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.cruddur.core.people.Handle;
import com.cruddur.core.problem.CruddurException;
import com.cruddur.core.problem.ErrorCode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import net.fellbaum.jemoji.EmojiManager;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SampleFileTest {

    private static final String RIGHT = """
            users:
              - {handle: Andrew, display_name: Andrew Brown, email: andrew@example.com}
              - {handle: bayko, display_name: Bayko, email: bayko@example.com}
            conversations:
              - members: [andrew, bayko]
                minutes_ago: 10
                messages:
                  - {from: andrew, text: hello}
                  - {from: Bayko, text: 007, minutes_later: 9}
            """;

    @TempDir
    private Path dir;

    @Test
    void aRightFileIsRead() throws Exception {
        SampleFile file = SampleFile.read(write(RIGHT), handle -> false);

        assertThat(file.users()).extracting(u -> u.handle().value()).containsExactly("andrew", "bayko");
        assertThat(file.messages()).isEqualTo(2);
        assertThat(file.conversations().get(0).lines().get(1))
                .isEqualTo(
                        new SampleConversation.Line("bayko", "007", Duration.ofMinutes(9), 0, false, false, Map.of()));
    }

    @Test
    void aUserWhoIsHereNeedsNotBeInTheFile() {
        String yaml = RIGHT.replace("members: [andrew, bayko]", "members: [andrew, bayko, londo]");

        assertThat(problems(yaml)).containsExactly("5:30 nobody has the handle londo: add it to users, or correct it");
        assertThat(SampleFile.problems(
                        yaml.getBytes(StandardCharsets.UTF_8), h -> h.value().equals("londo")))
                .isEmpty();
    }

    @Test
    void everythingThatIsWrongIsSaidAtOnceWithItsPlace() {
        String yaml = """
                users:
                  - {handle: an drew, display_name: " ", email: nowhere}
                  - {handle: bayko, display_name: Bayko}
                  - {handle: Bayko, display_name: [x], email: b@example.com, age: 5}
                activities:
                  - {handle: nobody, message: hi, minutes_ago: soon}
                conversations:
                  - members: [bayko]
                    minutes_ago: 5
                    messages:
                      - {from: londo, text: "  "}
                      - {from: bayko, text: %s, minutes_later: 6}
                      - {frm: bayko, text: hi, minutes_later: -1}
                  - members: bayko
                    messages: []
                  - just a text
                convesations: []
                """.formatted("x".repeat(1_025));

        assertThat(problems(yaml))
                .containsExactly(
                        "2:14 'an drew' is no handle: A handle is 1 to 64 letters, digits, underscores, dots or"
                                + " hyphens, without the @",
                        "2:37 display_name is blank",
                        "2:49 'nowhere' is no e-mail address",
                        "3:5 a user needs the key email",
                        "4:14 the handle bayko is here twice",
                        "4:35 display_name is a text; this is a list",
                        "4:62 unknown key 'age': a user has handle, display_name, email",
                        "6:14 nobody has the handle nobody: add it to users, or correct it",
                        "6:48 minutes_ago is a whole number, 0 or more; this is 'soon'",
                        "8:14 a conversation has 2 to 50 members, not 1",
                        "11:16 londo is no member of this conversation: add the handle to its members, or correct it",
                        "11:29 Write something: the message has no visible character",
                        "12:29 Shorten the message to 1024 characters",
                        "12:1071 this message and those after it lie in the future: the pauses add up to 6 minutes,"
                                + " and the conversation began 5 minutes ago",
                        "13:9 a message needs the key from",
                        "13:10 unknown key 'frm': a message has from, text, minutes_later, reply_to, edited, deleted,"
                                + " reactions",
                        "13:47 minutes_later is a whole number, 0 or more; this is '-1'",
                        "14:5 a conversation needs the key minutes_ago",
                        "14:14 members is a list; this is 'bayko'",
                        "14:14 a conversation has 2 to 50 members, not 0",
                        "15:15 a conversation has at least one message",
                        "16:5 a conversation is a mapping of title, members, minutes_ago, messages; this is 'just a"
                                + " text'",
                        "17:1 unknown key 'convesations': the file has users, activities, conversations");
    }

    @Test
    void aGroupWithATitleRepliesReactionsEditsAndDeletionsIsRead() throws Exception {
        SampleConversation group =
                SampleFile.read(write("""
                                conversations:
                                  - title: " Demo crew "
                                    members: [andrew, bayko, londo]
                                    minutes_ago: 10
                                    messages:
                                      - {from: andrew, text: hello, edited: true, reactions: {👍: [bayko, Londo], ❤️: [bayko]}}
                                      - {from: bayko, deleted: true}
                                      - {from: londo, text: hi, reply_to: 2, deleted: false}
                                """), handle -> true).conversations().get(0);

        assertThat(group.title()).isEqualTo("Demo crew");
        assertThat(group.lines())
                .containsExactly(
                        new SampleConversation.Line(
                                "andrew",
                                "hello",
                                Duration.ZERO,
                                0,
                                true,
                                false,
                                Map.of("👍", Set.of("bayko", "londo"), "❤️", Set.of("bayko"))),
                        new SampleConversation.Line("bayko", "", Duration.ofMinutes(1), 0, false, true, Map.of()),
                        new SampleConversation.Line("londo", "hi", Duration.ofMinutes(2), 2, false, false, Map.of()));
    }

    @Test
    void whatIsWrongWithAGroupOrWithWhatBecameOfAMessageIsSaidWithItsPlace() {
        String kinds = EmojiManager.getAllEmojisLengthDescending().stream()
                .limit(21)
                .map(emoji -> emoji.getEmoji() + ": [a]")
                .collect(Collectors.joining(", "));
        String yaml = """
                conversations:
                  - title: A pair
                    members: [a, b]
                    minutes_ago: 9
                    messages:
                      - {from: a, text: x, reply_to: 1}
                      - {from: a, text: x, reply_to: 2}
                      - {from: a, text: x, reply_to: first}
                      - {from: a, text: x, edited: yes}
                      - {from: a, deleted: true, edited: true}
                      - {from: a, text: x, deleted: true, reactions: {👍: [b]}}
                      - {from: a, text: x, reactions: [👍]}
                      - {from: a, text: x, reactions: {like: [b], 👍: b, 👎: [], 🎉: [c, b, B]}}
                      - {from: a, text: x, reactions: {🎉: [a], 🎉: [b]}}
                      - {from: a, reactions: {%s}}
                  - title: "  "
                    members: [a, b, c]
                    minutes_ago: 0
                    messages: [{from: a, text: x}]
                """.formatted(kinds);

        assertThat(problems(yaml, handle -> true))
                .containsExactly(
                        "2:12 a conversation of two has no title: remove it, or add members",
                        "6:38 the first message answers none: remove reply_to",
                        "7:38 reply_to is the number of an earlier message of this conversation, 1 to 1, not 2",
                        "8:38 reply_to is a whole number, 0 or more; this is 'first'",
                        "9:36 edited is true or false; this is 'yes'",
                        "10:28 a deleted message shows neither edits nor reactions: remove them, or deleted",
                        "11:37 a deleted message shows neither edits nor reactions: remove them, or deleted",
                        "12:39 reactions is a mapping of emoji to lists of handles; this is a list",
                        "13:40 'like' is no emoji: A reaction is one emoji of Unicode's list, such as 👍",
                        "13:54 who reacted is a list; this is 'b'",
                        "13:60 nobody reacted: name somebody, or remove the emoji",
                        "13:68 c is no member of this conversation: add the handle to its members, or correct it",
                        "13:74 b reacts twice with the same emoji",
                        "14:48 🎉 is here twice",
                        "15:9 a message needs the key text",
                        "15:30 a message has at most 20 kinds of reactions, not 21",
                        "16:12 The title has no visible character: write one, or leave it out");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            users: [                                | 1:9  | expected
            text: it broke: here                    | 1:15 | put a text that holds a colon in quotes
            users: \\t- x                            | 1:9  | no YAML: sequence entries
            'a: 1\\na: 2'                            | 1:1  | unknown key
            ''                                      | 1:1  | the file is empty
            - x                                     | 1:1  | the file is a mapping of users
            'users:\\n  - {handle: x\\n  - y'         | 3:6  | no YAML
            'users: []\\n---\\nusers: []'             | 2:1  | expected a single document
            """)
    void aSyntaxErrorHasItsPlaceToo(String yaml, String place, String what) {
        String text = yaml.replace("\\n", "\n").replace("\\t", "\t");

        assertThat(problems(text).get(0)).contains(what).startsWith(place + " ");
    }

    @Test
    void bytesThatAreNoTextAndCharactersThatAreNoYamlAreProblemsToo() {
        assertThat(SampleFile.problems(new byte[] {(byte) 0xC3, 0x28}, h -> false))
                .containsExactly(new FileProblem(1, 1, "the file is not UTF-8: save it as UTF-8"));
        assertThat(problems("users: []\n# \u0007"))
                .singleElement()
                .asString()
                .startsWith("2:3 a character that YAML does not allow");
    }

    @Test
    void theErrorNamesTheFileInEveryLine() throws Exception {
        Path file = write("user: []\nconversation: []\n");

        assertThatThrownBy(() -> SampleFile.read(file, h -> false))
                .isInstanceOfSatisfying(
                        CruddurException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.MALFORMED_REQUEST))
                .hasMessage(file + ":1:1: unknown key 'user': the file has users, activities, conversations\n" + file
                        + ":2:1: unknown key 'conversation': the file has users, activities, conversations");
        assertThatThrownBy(() -> SampleFile.read(dir.resolve("none.yaml"), h -> false))
                .isInstanceOfSatisfying(
                        CruddurException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.NOT_FOUND));
    }

    /** Whatever is typed into a right file, reading it ends in problems or a file, in no other way. */
    @Property(tries = 300)
    void noTypingErrorEscapes(
            @ForAll @StringLength(max = 3) @CharRange(from = ' ', to = '~') String typed, @ForAll int place) {
        int at = Math.floorMod(place, RIGHT.length());
        String yaml = RIGHT.substring(0, at) + typed + RIGHT.substring(Math.min(RIGHT.length(), at + typed.length()));

        List<FileProblem> problems = SampleFile.problems(yaml.getBytes(StandardCharsets.UTF_8), h -> false);

        assertThat(problems).allSatisfy(p -> {
            assertThat(p.line()).isBetween(1, (int) yaml.lines().count() + 1);
            assertThat(p.column()).isPositive();
        });
    }

    private static List<String> problems(String yaml) {
        return problems(yaml, handle -> false);
    }

    private static List<String> problems(String yaml, Predicate<Handle> here) {
        return SampleFile.problems(yaml.getBytes(StandardCharsets.UTF_8), here).stream()
                .map(p -> p.line() + ":" + p.column() + " " + p.what())
                .toList();
    }

    private Path write(String yaml) throws Exception {
        return Files.writeString(dir.resolve("conversation.yaml"), yaml);
    }
}
