package com.cruddur.cli.work;

/** Is told how far long work is. Called often, from any thread, never by two at once, and must be quick. */
@FunctionalInterface
public interface Progress {

    /** The total of work whose size nobody knows before its end. */
    long UNKNOWN = -1;

    Progress NONE = (step, done, total) -> {};

    /**
     * @param step what is being counted, in the plural: {@code messages}, {@code conversations}, {@code users}
     * @param done of this step so far, with what an interrupted run did before
     * @param total of this step, or {@link #UNKNOWN}
     */
    void at(String step, long done, long total);
}
