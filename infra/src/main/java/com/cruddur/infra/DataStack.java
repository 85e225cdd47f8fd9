package com.cruddur.infra;

import software.amazon.awscdk.Stack;
import software.constructs.Construct;

/** What holds data, and therefore outlives a deployment. */
final class DataStack extends Stack {

    DataStack(Construct scope, String id, String tableName) {
        super(scope, id);
        new MessagesTable(this, "Messages", tableName);
    }
}
