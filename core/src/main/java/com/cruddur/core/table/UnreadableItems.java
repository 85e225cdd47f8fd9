package com.cruddur.core.table;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Function;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Leaves items that cannot be read out of a list, so that one of them does not fail the whole page. */
public final class UnreadableItems {

    private static final Logger LOG = LoggerFactory.getLogger(UnreadableItems.class);
    private static final LongAdder LEFT_OUT = new LongAdder();

    private UnreadableItems() {}

    /** Those that {@code reader} can read, in their order. Each of the others is logged with its key, and counted. */
    public static <T> List<T> leaveOut(
            Collection<Map<String, AttributeValue>> items, Function<Map<String, AttributeValue>, T> reader) {
        return items.stream()
                .flatMap(item -> {
                    try {
                        return Stream.of(reader.apply(item));
                    } catch (UnreadableItemException e) {
                        LEFT_OUT.increment();
                        LOG.error("Left out of a list: {}", e.getMessage(), e);
                        return Stream.empty();
                    }
                })
                .toList();
    }

    /** How many were left out by this process; an item counts each time that it is met. */
    public static long leftOut() {
        return LEFT_OUT.sum();
    }
}
