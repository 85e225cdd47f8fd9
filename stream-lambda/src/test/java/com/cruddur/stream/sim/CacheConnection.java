package com.cruddur.stream.sim;

import com.cruddur.core.cache.CacheEngine;
import com.cruddur.core.cache.CacheEntry;
import com.cruddur.core.cache.CacheUnavailableException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** An instance's connection to the cache: others come in between any two commands, and calls are lost, late or in vain. */
final class CacheConnection implements CacheEngine {

    private final CacheServer server;
    private final Stage stage;
    private final Network network;
    private final Tally tally;
    private final OwnSends ownSends;
    private final Map<Seen, Integer> notesSeen = new HashMap<>();
    private final Set<Stage.Activity> failed = new HashSet<>();
    private int failures;

    private record Seen(Stage.Activity by, String key) {}

    CacheConnection(CacheServer server, Stage stage, Network network, Tally tally, OwnSends ownSends) {
        this.server = server;
        this.stage = stage;
        this.network = network;
        this.tally = tally;
        this.ownSends = ownSends;
    }

    /** Whether a call has failed in it. */
    boolean hasFailedIn(Stage.Activity activity) {
        return failed.contains(activity);
    }

    int failures() {
        return failures;
    }

    @Override
    public Map<String, byte[]> get(List<String> keys) {
        int life = server.life();
        Map<String, byte[]> found = new HashMap<>();
        failSometimes();
        for (String key : keys) {
            stage.pause();
            requireSame(life);
            byte[] value = server.get(key);
            if (value != null) {
                found.put(key, value);
            }
            if (CacheServer.isNote(key)) {
                notesSeen.put(new Seen(stage.current(), key), server.writesOf(key));
            }
        }
        return found;
    }

    @Override
    public void set(List<CacheEntry> entries) {
        int life = server.life();
        Stage.Activity by = stage.current();
        Map<String, Integer> seen = new HashMap<>();
        entries.forEach(entry -> seen.put(entry.key(), notesSeen.getOrDefault(new Seen(by, entry.key()), 0)));
        failSometimes();
        if (network.updateGoesWrong(Event.CACHE_CALL_LATE)) {
            network.late().add(() -> entries.forEach(entry -> setOne(entry, by, seen)));
            throw failure();
        }
        for (CacheEntry entry : entries) {
            stage.pause();
            requireSame(life);
            setOne(entry, by, seen);
        }
        if (network.updateGoesWrong(Event.CACHE_ANSWER_LOST)) {
            throw failure();
        }
    }

    /** @param seen how often each note had been written when its writer read it */
    private void setOne(CacheEntry entry, Stage.Activity by, Map<String, Integer> seen) {
        if (CacheServer.isNote(entry.key()) && seen.get(entry.key()) != server.writesOf(entry.key())) {
            ownSends.overwritten(entry.key());
            tally.count(Event.NOTE_OVERWRITTEN);
        }
        server.set(entry, by.begun());
    }

    private void failSometimes() {
        stage.pause();
        if (network.updateGoesWrong(Event.CACHE_CALL_LOST)) {
            throw failure();
        }
    }

    private void requireSame(int life) {
        if (life != server.life()) {
            throw failure();
        }
    }

    private CacheUnavailableException failure() {
        failures++;
        failed.add(stage.current());
        // What it would have kept is handed to whoever waits for it all the same.
        server.failed(stage.current().begun());
        return new CacheUnavailableException("simulated", new IllegalStateException());
    }
}
