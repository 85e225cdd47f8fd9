package com.cruddur.cli.output;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;

/**
 * Where a command's data goes. A {@link PrintWriter} would swallow that it cannot be written: so each failure is thrown
 * as an {@link OutputFailure}, which ends the command.
 */
public final class StandardOutput extends FilterOutputStream {

    private StandardOutput(OutputStream out) {
        super(out);
    }

    /** In UTF-8, written when it is flushed or 8 KB are there. */
    public static PrintWriter to(OutputStream out) {
        return new PrintWriter(new OutputStreamWriter(new StandardOutput(out), StandardCharsets.UTF_8));
    }

    @Override
    public void write(int b) {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) {
        try {
            out.write(bytes, offset, length);
        } catch (IOException e) {
            throw new OutputFailure(e);
        }
    }

    @Override
    public void flush() {
        try {
            out.flush();
        } catch (IOException e) {
            throw new OutputFailure(e);
        }
    }
}
