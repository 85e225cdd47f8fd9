package com.cruddur.core.table;

import java.util.Locale;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;
import software.amazon.awssdk.core.interceptor.ExecutionAttribute;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;

/**
 * What a call of DynamoDB is for, as docs/data-model.md numbers it. Every call that a request or the stream function
 * makes carries one, so that an interceptor of the client can measure the calls by it. Costs nothing on the wire.
 */
public enum AccessPattern {
    /** AP1. */
    LIST_CONVERSATIONS,
    /** AP2. */
    READ_MESSAGES,
    /** AP3. */
    FIND_MEMBERSHIP,
    /** AP4. */
    WRITE_MESSAGE,
    /** AP4: the newest number, where others write at the same time. */
    FIND_NEWEST_MESSAGE,
    /** AP4i. */
    WRITE_RECEIPT,
    /** AP4i: a send tries another number under the same key. */
    MOVE_RECEIPT,
    /** AP5. */
    OPEN_CONVERSATION,
    /** AP6. */
    MOVE_ROW,
    /** AP7. */
    MARK_READ,
    /** AP8. */
    COUNT_UNREAD,
    /** AP10. */
    FIND_MESSAGE,
    /** A member's row that was lost. */
    RESTORE_ROW,
    /** What only operators ask. */
    OPERATE;

    private final AwsRequestOverrideConfiguration configuration = AwsRequestOverrideConfiguration.builder()
            .putExecutionAttribute(Attribute.OF_A_CALL, this)
            .build();

    /** For the {@code overrideConfiguration} of a request. */
    public AwsRequestOverrideConfiguration configuration() {
        return configuration;
    }

    /** The pattern of a call, for an interceptor; null for a call that carries none, a health check for instance. */
    public static @Nullable AccessPattern of(ExecutionAttributes call) {
        return call.getAttribute(Attribute.OF_A_CALL);
    }

    /** As metrics name it: {@code list_conversations}. */
    public String metricName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Apart, because the constants above need it when they are made. */
    private static final class Attribute {

        static final ExecutionAttribute<AccessPattern> OF_A_CALL =
                new ExecutionAttribute<>("com.cruddur.AccessPattern");
    }
}
