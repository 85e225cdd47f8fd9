package com.cruddur.api.limit;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** How many requests of one user, or from one address, are worked on at a time: slow ones do not take all threads. */
final class ConcurrencyLimit {

    private final int most;
    private final ConcurrentMap<String, Integer> inside = new ConcurrentHashMap<>();

    ConcurrencyLimit(int most) {
        this.most = most;
    }

    /** @return whether there was a place; who has one must {@link #leave} it */
    boolean enter(String whose) {
        if (inside.merge(whose, 1, Integer::sum) <= most) {
            return true;
        }
        leave(whose);
        return false;
    }

    void leave(String whose) {
        inside.computeIfPresent(whose, (key, requests) -> requests == 1 ? null : requests - 1);
    }

    int size() {
        return inside.size();
    }
}
