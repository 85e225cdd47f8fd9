package com.cruddur.cli.output;

import java.io.PrintWriter;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/** A list that is printed while it is read: a JSON array, or a line for people per element. */
public final class Listing implements AutoCloseable {

    private final PrintWriter out;
    private final @Nullable JsonGenerator json;
    private final @Nullable ProgressReport progress;

    Listing(PrintWriter out, boolean asJson, @Nullable ProgressReport progress) {
        this.out = out;
        this.progress = progress;
        this.json = asJson ? Json.open(out) : null;
        if (json != null) {
            json.writeStartArray();
        }
    }

    /**
     * @param data for JSON: maps, records, ids, lists, strings, numbers, booleans and nulls
     * @param line the same for people
     */
    public void add(Supplier<Object> data, Supplier<String> line) {
        if (progress != null) {
            progress.erase();
        }
        if (json != null) {
            Json.write(data.get(), json);
        } else {
            out.println(line.get());
        }
        if (progress != null && progress.isOnTerminal()) {
            // It must be there before the next drawing.
            flush();
        }
    }

    private void flush() {
        if (json != null && !json.isClosed()) {
            json.flush();
        }
        out.flush();
    }

    @Override
    public void close() {
        if (progress != null) {
            progress.erase();
        }
        if (json != null && !json.isClosed()) {
            json.writeEndArray();
            json.close();
            out.println();
        }
        out.flush();
    }
}
