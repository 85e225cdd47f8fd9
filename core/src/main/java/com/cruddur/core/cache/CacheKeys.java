package com.cruddur.core.cache;

import java.time.Duration;

/**
 * The keys of a table's cache, for whoever writes them without {@link VersionedCache}. A subject is changed by setting
 * {@link #unsettled} for {@link #SETTLING} and then deleting {@link #version}: twice is as good as once.
 */
public final class CacheKeys {

    /** So long after a write the stream and the index are waited for. */
    public static final Duration SETTLING = Duration.ofSeconds(10);

    /** Another form of keys or values needs another one: versions of the program run side by side for a while. */
    private static final String FORM = "1";

    private final String prefix;

    /** @param tableName answers of one table are not those of another */
    public CacheKeys(String tableName) {
        this.prefix = "cruddur" + FORM + ":" + tableName + ":";
    }

    /** Under which version answers are kept. */
    public String version(CacheSubject subject) {
        return of(subject) + ":v";
    }

    /** Whether an index may be behind the newest write. */
    public String unsettled(CacheSubject subject) {
        return of(subject) + ":w";
    }

    String note(CacheSubject subject, String name) {
        return of(subject) + ":n:" + name;
    }

    String answer(CacheSubject subject, String version, String part) {
        return of(subject) + ":" + version + ":" + part;
    }

    /** Whether a key is of what must be there for the whole of {@link #SETTLING}: answers can be had again, and it cannot. */
    static boolean isMark(String key) {
        return key.endsWith(":w") || key.contains(":n:");
    }

    /** In braces, so that a cluster keeps all keys of a subject on one node, in the order of their writing. */
    private String of(CacheSubject subject) {
        return prefix + "{" + subject.kind().code() + ":" + subject.id() + "}";
    }
}
