package com.cruddur.infra.data;

import com.cruddur.infra.shared.Output;
import com.cruddur.infra.shared.Retention;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awscdk.Stack;
import software.constructs.Construct;

/** The table of messages and conversations, and after a restore those before it. */
public final class DataStack extends Stack {

    private final MessagesTable table;

    /**
     * @param names of all tables; the last one is in use
     * @param capacity null for on demand
     */
    public DataStack(Construct scope, List<String> names, @Nullable TableCapacity capacity, Retention retention) {
        super(scope, "Data");
        List<MessagesTable> tables = names.stream()
                .map(name -> new MessagesTable(this, name, capacity, retention))
                .toList();
        table = tables.get(tables.size() - 1);
        Output.of(this, "TableName", table.table().getTableName());
    }

    /** The one that is in use. */
    public MessagesTable table() {
        return table;
    }
}
