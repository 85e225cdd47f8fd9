package com.cruddur.cli.ddb.rebuild;

import java.util.List;
import java.util.Map;

/**
 * What a rebuild saw and did.
 *
 * @param differences how many of each kind; no entry for a kind that was not met
 * @param mended how many of them were written right; 0 in a dry run
 * @param unreadable messages, rows and groups that nobody of ours wrote: left as they are, with the rest of their
 *     conversations
 * @param firstUnreadable the first hundred of those, each with its key and reason
 * @param consumedCapacity of the scan, in read units
 */
public record RebuildResult(
        long messages,
        long rows,
        long conversations,
        Map<RowDifference.Kind, Long> differences,
        long mended,
        long unreadable,
        List<String> firstUnreadable,
        double consumedCapacity) {

    public RebuildResult {
        differences = Map.copyOf(differences);
        firstUnreadable = List.copyOf(firstUnreadable);
    }
}
