package com.cruddur.cli.ddb.read;

import com.cruddur.core.table.CapacityMeter;
import java.util.Locale;

/** Consumed capacity in words. */
public final class Capacity {

    private Capacity() {}

    public static String units(double units) {
        return String.format(Locale.ROOT, "%.1f", units);
    }

    static String of(CapacityMeter meter) {
        return "Consumed capacity: %s RCU (table %s, index %s)"
                .formatted(units(meter.total()), units(meter.table()), units(meter.index()));
    }
}
