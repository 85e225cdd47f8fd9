package com.cruddur.infra.data;

import com.cruddur.infra.shared.Output;
import com.cruddur.infra.shared.Retention;
import org.jspecify.annotations.Nullable;
import software.amazon.awscdk.Stack;
import software.constructs.Construct;

/** The table of messages and conversations. */
public final class DataStack extends Stack {

    private final MessagesTable table;

    /** @param capacity null for on demand */
    public DataStack(Construct scope, @Nullable TableCapacity capacity, Retention retention) {
        super(scope, "Data");
        table = new MessagesTable(this, capacity, retention);
        Output.of(this, "TableName", table.name());
    }

    public MessagesTable table() {
        return table;
    }
}
