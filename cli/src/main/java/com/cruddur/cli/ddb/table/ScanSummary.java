package com.cruddur.cli.ddb.table;

import java.util.Map;

/**
 * What a whole scan saw.
 *
 * @param items all of them
 * @param byKind the same apart; no entry for a kind that was not seen
 * @param consumedCapacity in read units
 */
public record ScanSummary(long items, Map<ItemKind, Long> byKind, double consumedCapacity) {

    public ScanSummary {
        byKind = Map.copyOf(byKind);
    }
}
