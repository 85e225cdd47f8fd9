package com.cruddur.cli.sample;

import com.cruddur.core.people.Handle;
import com.cruddur.core.problem.CruddurException;
import com.cruddur.core.problem.ErrorCode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Users, posts and conversations out of a YAML file of the form of sample.yaml, which comes with this package. */
public final class SampleFile {

    private final List<SampleUser> users;
    private final List<SamplePost> posts;
    private final List<SampleConversation> conversations;

    SampleFile(List<SampleUser> users, List<SamplePost> posts, List<SampleConversation> conversations) {
        this.users = List.copyOf(users);
        this.posts = List.copyOf(posts);
        this.conversations = List.copyOf(conversations);
    }

    /** The sample that every machine of one's own begins with. */
    public static SampleFile builtIn() {
        try (InputStream yaml = SampleFile.class.getResourceAsStream("sample.yaml")) {
            return parse("sample.yaml", Objects.requireNonNull(yaml).readAllBytes(), handle -> false);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * @param here which users are known without being in the file
     * @throws CruddurException {@link ErrorCode#NOT_FOUND}; {@link ErrorCode#MALFORMED_REQUEST} with everything that
     *     is wrong in the file, a line {@code file:line:column: problem} each
     */
    public static SampleFile read(Path file, Predicate<Handle> here) {
        try {
            return parse(file.toString(), Files.readAllBytes(file), here);
        } catch (NoSuchFileException e) {
            throw new CruddurException(ErrorCode.NOT_FOUND, "There is no file " + file);
        } catch (IOException e) {
            throw new CruddurException(ErrorCode.NOT_FOUND, "The file " + file + " cannot be read: " + e.getMessage());
        }
    }

    /**
     * The same, from a stream that is read to its end.
     *
     * @param name in the problems
     */
    public static SampleFile read(InputStream yaml, String name, Predicate<Handle> here) {
        try {
            return parse(name, yaml.readAllBytes(), here);
        } catch (IOException e) {
            throw new CruddurException(ErrorCode.NOT_FOUND, name + " cannot be read: " + e.getMessage());
        }
    }

    private static SampleFile parse(String name, byte[] yaml, Predicate<Handle> here) {
        SampleFileReader reader = new SampleFileReader(here);
        SampleFile file = reader.read(yaml);
        if (!reader.problems().isEmpty()) {
            throw new CruddurException(
                    ErrorCode.MALFORMED_REQUEST,
                    reader.problems().stream()
                            .map(p -> name + ":" + p.line() + ":" + p.column() + ": " + p.what())
                            .collect(Collectors.joining("\n")));
        }
        return file;
    }

    /** Everything that is wrong with a file, in its order; empty if it can be loaded. A syntax error hides the rest. */
    public static List<FileProblem> problems(byte[] yaml, Predicate<Handle> here) {
        SampleFileReader reader = new SampleFileReader(here);
        reader.read(yaml);
        return reader.problems();
    }

    public List<SampleUser> users() {
        return users;
    }

    /** How many messages are in it. */
    public int messages() {
        return conversations.stream().mapToInt(c -> c.lines().size()).sum();
    }

    List<SamplePost> posts() {
        return posts;
    }

    List<SampleConversation> conversations() {
        return conversations;
    }
}
