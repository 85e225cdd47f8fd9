package com.cruddur.infra.stream;

import com.cruddur.infra.data.MessagesTable;
import com.cruddur.infra.shared.Output;
import com.cruddur.infra.shared.Retention;
import com.cruddur.infra.valkey.ValkeyCache;
import org.jspecify.annotations.Nullable;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.ec2.IVpc;
import software.constructs.Construct;

/** The stream function, its trigger and its failure queue. */
public final class StreamStack extends Stack {

    public static final String FUNCTION_NAME = StreamFunction.NAME;

    public static final String FAILURE_QUEUE_NAME = FailureQueue.NAME;

    public static final String ERRORS_ALARM = StreamFunction.ERRORS_ALARM;

    public static final String METRIC_NAMESPACE = StreamFunction.METRIC_NAMESPACE;

    /** Counts the records that the function has set aside; without dimensions. */
    public static final String SET_ASIDE_METRIC = StreamFunction.SET_ASIDE_METRIC;

    /**
     * @param valkey where the function announces what it has moved; null for nowhere
     * @param concurrency how many instances of the function may run at once; null for as many as the account has
     */
    public StreamStack(
            Construct scope,
            IVpc vpc,
            MessagesTable table,
            @Nullable ValkeyCache valkey,
            @Nullable Integer concurrency,
            Retention retention) {
        super(scope, "Stream");
        FailureQueue failures = new FailureQueue(this);
        StreamFunction function =
                new StreamFunction(this, vpc, table, failures.queue(), valkey, concurrency, retention);
        new StreamTrigger(this, function, table.table(), failures.queue());
        Output.of(this, "FunctionName", FUNCTION_NAME);
        Output.of(this, "FailureQueueUrl", failures.queue().getQueueUrl());
    }
}
