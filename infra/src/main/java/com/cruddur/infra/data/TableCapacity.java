package com.cruddur.infra.data;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Provisioned capacity units of the messages table and of its index, which begin alike and scale by themselves, each
 * within bounds of its own.
 *
 * @param read read units of the table, and of its index, to begin with; never fewer
 * @param write write units of the table, and of its index, to begin with; never fewer
 * @param maxRead most read units of the table, and of its index
 * @param maxWrite most write units of the table; its index may have {@link #indexMaxWrite()}
 */
public record TableCapacity(long read, long write, long maxRead, long maxWrite) {

    // What a message to a group of two costs behind one Put (AP4): a row a member moves up (AP6).
    private static final int MEMBERS = 2;
    private static final int TABLE_PER_MESSAGE = 1 + MEMBERS;
    private static final int INDEX_PER_MESSAGE = 2 * MEMBERS;

    public TableCapacity {
        if (read < 1 || write < 1 || maxRead < read || maxWrite < write) {
            throw new IllegalArgumentException("Capacity must be at least 1, and at most its maximum");
        }
    }

    /**
     * Most write units of the index, so that it does not throttle before the table does. A move is a write on the table
     * and two on the index, where the old entry goes and a new one comes: 4 units of the index for every 3 of the
     * table, as long as most groups have two members. With n members it is 2n for every n + 1.
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
