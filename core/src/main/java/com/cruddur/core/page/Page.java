package com.cruddur.core.page;

import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One page of a list.
 *
 * @param items in the order of the list
 * @param next what to ask for to get the page after this one; null on the last page
 * @param <T> an item
 * @param <N> where a page begins
 */
public record Page<T, N>(List<T> items, @Nullable N next) {

    /** The most items a page may hold. */
    public static final int MAX_LIMIT = 100;

    public static final int DEFAULT_LIMIT = 20;

    public Page {
        items = List.copyOf(items);
    }

    /**
     * A page of at most {@code limit} items out of {@code found}, which holds one more if the list goes on:
     * so the last page is known to be the last, and no client fetches an empty one.
     *
     * @param next the beginning of the next page, made from the last item of this one
     */
    public static <T, N> Page<T, N> of(List<T> found, int limit, Function<T, N> next) {
        if (found.size() <= limit) {
            return new Page<>(found, null);
        }
        return new Page<>(found.subList(0, limit), next.apply(found.get(limit - 1)));
    }
}
