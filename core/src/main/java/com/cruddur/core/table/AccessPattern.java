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
    /** AP14: whether a request is a repeat. */
    FIND_RECEIPT,
    /** AP4i: a send tries another number under the same key. */
    MOVE_RECEIPT,
    /** AP5. */
    OPEN_CONVERSATION,
    /** AP6. */
    MOVE_ROW,
    /** AP7. */
    MARK_READ,
    /** AP7. */
    CHANGE_SETTINGS,
    /** AP7. */
    CLEAR_CONVERSATION,
    /** AP8. */
    COUNT_UNREAD,
    /** AP9. */
    LIST_CHANGES,
    /** AP9: the messages themselves. */
    READ_CHANGED_MESSAGES,
    /** AP10. */
    FIND_MESSAGE,
    /** AP11. */
    FIND_GROUP,
    /** AP12: the newest change's number. */
    FIND_NEWEST_CHANGE,
    /** AP12. */
    CHANGE_MESSAGE,
    /** AP12: the change before the newest may go after its time. */
    EXPIRE_CHANGE,
    /** AP14. */
    CREATE_GROUP,
    /** AP15. */
    CHANGE_GROUP,
    /** AP16. */
    SHOW_GROUP,
    /** AP17. */
    READ_MARKERS,
    /** AP18. */
    BLOCK,
    /** AP18: whether two people have a conversation or share a group. */
    FIND_SHARED_GROUP,
    /** AP18: whether one has blocked another. */
    FIND_BLOCK,
    /** AP18. */
    LIST_BLOCKS,
    /** AP19. */
    SET_ASIDE,
    /** A member's row that was lost. */
    RESTORE_ROW,
    /** What only operators ask. */
    OPERATE;

    /** Immutable, though it does not say so to the compiler. */
    @SuppressWarnings("ImmutableEnumChecker")
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
