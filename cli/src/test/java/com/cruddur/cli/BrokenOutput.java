package com.cruddur.cli;

import com.cruddur.cli.output.StandardOutput;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Map;

/** A standard output that takes so many bytes and then no more. */
public final class BrokenOutput extends OutputStream {

    private final String message;
    private int room;

    private BrokenOutput(int room, String message) {
        this.room = room;
        this.message = message;
    }

    public static BrokenOutput after(int bytes, String message) {
        return new BrokenOutput(bytes, message);
    }

    public CommandRun run(String... arguments) {
        return run(Map.of(), arguments);
    }

    public CommandRun run(Map<String, String> environment, String... arguments) {
        StringWriter err = new StringWriter();
        int exitCode = Main.run(environment::get, StandardOutput.to(this), new PrintWriter(err), arguments);
        return new CommandRun(exitCode, "", err.toString());
    }

    @Override
    public void write(int b) throws IOException {
        if (--room < 0) {
            throw new IOException(message);
        }
    }
}
