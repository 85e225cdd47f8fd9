package com.cruddur.infra.watch;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * When an environment calls somebody.
 *
 * @param email who is told; null for nobody, then alarms are seen in the console only
 * @param iteratorAge how far the stream function may be behind the table
 * @param capacityUse consumed over provisioned units, 0 to 1
 * @param apiP99 the slowest answer but one in a hundred
 * @param apiErrorPercent answers with a 5xx status of all answers
 * @param storageLeft free part of PostgreSQL's storage, 0 to 1
 * @param connectionUse used part of PostgreSQL's connections, 0 to 1
 */
public record AlarmThresholds(
        @Nullable String email,
        Duration iteratorAge,
        double capacityUse,
        Duration apiP99,
        double apiErrorPercent,
        double storageLeft,
        double connectionUse) {}
