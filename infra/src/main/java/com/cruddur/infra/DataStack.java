package com.cruddur.infra;

import software.amazon.awscdk.CfnOutput;
import software.amazon.awscdk.Stack;
import software.constructs.Construct;

/** The messages, which outlive a deployment. */
final class DataStack extends Stack {

    private final MessagesTable table;

    DataStack(Construct scope, Environment environment) {
        super(scope, "Data");
        table = new MessagesTable(this, environment);
        CfnOutput.Builder.create(this, "TableName").value(table.name()).build();
    }

    MessagesTable table() {
        return table;
    }
}
