package com.cruddur.api.store.measure;

import com.cruddur.core.table.UnreadableItems;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import org.springframework.stereotype.Component;

/** Counter {@code cruddur_items_unreadable_total}: items of the table that were left out of a list. */
@Component
class UnreadableItemMetrics implements MeterBinder {

    @Override
    public void bindTo(MeterRegistry registry) {
        FunctionCounter.builder("cruddur.items.unreadable", this, metrics -> UnreadableItems.leftOut())
                .description("Items of the table that could not be read and were left out of a list")
                .register(registry);
    }
}
