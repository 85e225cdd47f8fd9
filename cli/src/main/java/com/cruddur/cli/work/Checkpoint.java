package com.cruddur.cli.work;

import com.cruddur.core.problem.CruddurException;
import com.cruddur.core.problem.ErrorCode;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * Remembers in a small file how far a piece of work is, so that it goes on there after SIGKILL. It only saves
 * time: whoever uses one must be able to repeat work without doubling it, since the process may die after the
 * work and before the note.
 *
 * <p>The file belongs to one piece of work. Found by another (a table that was dropped and made again, say) it
 * counts as empty. Safe for many threads of one process.
 */
public final class Checkpoint {

    private static final String WORK = "work";

    private final @Nullable Path file;
    private final String work;
    private final Properties notes = new Properties();

    private Checkpoint(@Nullable Path file, String work) {
        this.file = file;
        this.work = work;
    }

    /**
     * @param file need not exist; its directory is made
     * @param work everything that the result depends on, so that other work finds no notes here
     * @throws CruddurException {@link ErrorCode#MALFORMED_REQUEST} for a file that cannot be read
     */
    public static Checkpoint open(Path file, String work) {
        Checkpoint checkpoint = new Checkpoint(file, work);
        if (Files.exists(file)) {
            try (Reader reader = Files.newBufferedReader(file)) {
                checkpoint.notes.load(reader);
            } catch (IOException | IllegalArgumentException e) {
                throw new CruddurException(
                        ErrorCode.MALFORMED_REQUEST,
                        "The checkpoint " + file + " cannot be read: delete it, and the work begins anew");
            }
            if (!work.equals(checkpoint.notes.getProperty(WORK))) {
                checkpoint.notes.clear();
            }
        }
        return checkpoint;
    }

    /** One that forgets: the work begins anew each time. */
    public static Checkpoint none() {
        return new Checkpoint(null, "");
    }

    public synchronized Optional<String> get(String key) {
        return Optional.ofNullable(notes.getProperty(key));
    }

    public synchronized long number(String key) {
        return get(key).map(Long::parseLong).orElse(0L);
    }

    public void put(String key, String value) {
        put(Map.of(key, value));
    }

    /** Notes several things at once; after a crash the file holds all of them or none. */
    public synchronized void put(Map<String, String> values) {
        notes.putAll(values);
        if (file == null) {
            return;
        }
        notes.setProperty(WORK, work);
        try {
            Path target = file.toAbsolutePath();
            Files.createDirectories(target.getParent());
            Path next = target.resolveSibling(target.getFileName() + ".new");
            try (Writer writer = Files.newBufferedWriter(next)) {
                notes.store(writer, "Where interrupted work goes on. Deleting it costs time, nothing else.");
            }
            Files.move(next, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException("The checkpoint " + file + " cannot be written", e);
        }
    }

    /** Forgets everything: the next run begins anew. */
    public synchronized void clear() {
        notes.clear();
        if (file != null) {
            try {
                Files.deleteIfExists(file);
            } catch (IOException e) {
                throw new UncheckedIOException("The checkpoint " + file + " cannot be deleted", e);
            }
        }
    }
}
