package com.cruddur.infra;

import software.amazon.awscdk.CfnOutput;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.dynamodb.ITable;
import software.amazon.awscdk.services.ec2.IVpc;
import software.constructs.Construct;

/** What follows the table's stream. */
final class StreamStack extends Stack {

    StreamStack(Construct scope, Environment environment, IVpc vpc, ITable table) {
        super(scope, "Stream");
        FailureQueue failures = new FailureQueue(this);
        StreamFunction function = new StreamFunction(this, environment, vpc, table, failures.queue());
        new StreamTrigger(this, function, table, failures.queue());
        output("FunctionName", StreamFunction.NAME);
        output("FailureQueueUrl", failures.queue().getQueueUrl());
    }

    private void output(String name, String value) {
        CfnOutput.Builder.create(this, name).value(value).build();
    }
}
