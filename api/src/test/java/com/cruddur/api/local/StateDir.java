package com.cruddur.api.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** The directory in which the stack keeps everything between two runs. */
final class StateDir {

    private StateDir() {}

    /** Writes a file so that it is there completely or not at all, for its owner's eyes only. */
    static void write(Path file, String text) throws IOException {
        Path draft = Files.createTempFile(file.getParent(), ".", ".tmp");
        Files.writeString(draft, text);
        Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
