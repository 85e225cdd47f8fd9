package com.cruddur.api.local;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** The directory in which the stack keeps everything between two runs; held by one process at a time. */
final class StateDir implements AutoCloseable {

    private static final List<String> DATA = List.of("dynamodb", "postgres", "stream", "sample-data-loaded");

    private final Path path;
    private final FileChannel lock;

    private StateDir(Path path, FileChannel lock) {
        this.path = path;
        this.lock = lock;
    }

    /** @throws StackException if another process holds it */
    static StateDir hold(Path path) throws IOException {
        FileChannel channel = open(path);
        try {
            FileLock lock = channel.tryLock();
            if (lock != null) {
                return new StateDir(path, channel);
            }
        } catch (OverlappingFileLockException inThisProcess) {
            // The same answer as for another process.
        }
        channel.close();
        throw new StackException("A stack is running on " + path
                + " already: stop it (Ctrl-C where it runs), or choose another directory with --state-dir");
    }

    /** Creates the directory if it is absent. Whoever else uses this machine has no business in it. */
    private static FileChannel open(Path path) throws IOException {
        if (Files.exists(path) && !Files.isDirectory(path)) {
            throw new StackException(path + " is a file: choose a directory with --state-dir");
        }
        try {
            Files.createDirectories(path);
            if (Files.getFileStore(path).supportsFileAttributeView("posix")) {
                Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwx------"));
            }
            Files.delete(Files.createTempFile(path, ".", ".tmp"));
            return FileChannel.open(path.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        } catch (FileSystemException e) {
            throw new StackException("Nothing can be written into " + path + " ("
                    + Objects.requireNonNullElse(e.getReason(), "access denied")
                    + "): choose another directory with --state-dir, or make it writable");
        }
    }

    Path path(String name) {
        return path.resolve(name);
    }

    Path path() {
        return path;
    }

    /** Removes the data of earlier runs, and nothing else that may lie in the directory. */
    void deleteData() throws IOException {
        for (String name : DATA) {
            Path root = path.resolve(name);
            if (Files.exists(root)) {
                try (Stream<Path> files = Files.walk(root)) {
                    for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                        Files.delete(file);
                    }
                }
            }
        }
    }

    @Override
    public void close() throws IOException {
        lock.close();
    }

    /** Writes a file so that it is there completely or not at all, for its owner's eyes only. */
    static void write(Path file, String text) throws IOException {
        Path draft = Files.createTempFile(file.getParent(), ".", ".tmp");
        Files.writeString(draft, text);
        Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
