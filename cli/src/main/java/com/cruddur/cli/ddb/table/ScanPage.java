package com.cruddur.cli.ddb.table;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * One answer of a scan: up to 1 MB.
 *
 * @param segment 0 to segments - 1
 * @param items raw
 * @param next where this segment goes on, for {@link TableScan#page}; null on its last page
 * @param consumedCapacity in read units
 */
public record ScanPage(
        int segment,
        List<Map<String, AttributeValue>> items,
        @Nullable String next,
        double consumedCapacity) {}
