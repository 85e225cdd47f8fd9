package com.cruddur.infra.data;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Provisioned capacity units of the messages table and of its index, which start with the same values and scale
 * independently.
 *
 * @param read read units of the table, and of its index, at the start, and the minimum
 * @param write write units of the table, and of its index, at the start, and the minimum
 * @param maxRead maximum read units of the table, and of its index
 * @param maxWrite maximum write units of the table; the maximum of its index is {@link #indexMaxWrite()}
 */
public record TableCapacity(long read, long write, long maxRead, long maxWrite) {

    // A message to a pair: one Put (AP4), and one move of a row for each member (AP6).
    private static final int MEMBERS = 2;
    private static final int TABLE_PER_MESSAGE = 1 + MEMBERS;
    private static final int INDEX_PER_MESSAGE = 2 * MEMBERS;

    public TableCapacity {
        if (read < 1 || write < 1 || maxRead < read || maxWrite < write) {
            throw new IllegalArgumentException("Capacity must be at least 1, and at most its maximum");
        }
    }

    /**
     * Maximum write units of the index, so that it is not throttled before the table is. A move is one write to the
     * table and two to the index, which deletes the old entry and adds the new one. For pairs that is 4 units of the index
     * for every 3 of the table; for groups of n members it is 2n for every n + 1.
     */
    public long indexMaxWrite() {
        return (maxWrite * INDEX_PER_MESSAGE + TABLE_PER_MESSAGE - 1) / TABLE_PER_MESSAGE;
    }

    public static Builder builder() {
        return new Builder();
    }

    /** Sets the values by name. Every value must be set. */
    public static final class Builder {

        private @Nullable Long read;
        private @Nullable Long write;
        private @Nullable Long maxRead;
        private @Nullable Long maxWrite;

        private Builder() {}

        public Builder read(long read) {
            this.read = read;
            return this;
        }

        public Builder write(long write) {
            this.write = write;
            return this;
        }

        public Builder maxRead(long maxRead) {
            this.maxRead = maxRead;
            return this;
        }

        public Builder maxWrite(long maxWrite) {
            this.maxWrite = maxWrite;
            return this;
        }

        public TableCapacity build() {
            return new TableCapacity(
                    Objects.requireNonNull(read, "read"),
                    Objects.requireNonNull(write, "write"),
                    Objects.requireNonNull(maxRead, "maxRead"),
                    Objects.requireNonNull(maxWrite, "maxWrite"));
        }
    }
}
