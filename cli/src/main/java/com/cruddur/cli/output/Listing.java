package com.cruddur.cli.output;

import java.io.PrintWriter;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/** A list that is printed while it is read: a JSON array, or a line for people per element. */
public final class Listing implements AutoCloseable {

    private final PrintWriter out;
    private final @Nullable JsonGenerator json;

    Listing(PrintWriter out, boolean asJson) {
        this.out = out;
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
        if (json != null) {
            Json.write(data.get(), json);
        } else {
            out.println(line.get());
        }
    }

    @Override
    public void close() {
        if (json != null && !json.isClosed()) {
            json.writeEndArray();
            json.close();
            out.println();
        }
        out.flush();
    }
}
