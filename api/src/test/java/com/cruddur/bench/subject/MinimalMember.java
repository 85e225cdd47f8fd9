package com.cruddur.bench.subject;

import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.enhanced.dynamodb.mapper.annotations.DynamoDbAttribute;
import software.amazon.awssdk.enhanced.dynamodb.mapper.annotations.DynamoDbBean;

/** A member within a row. */
@DynamoDbBean
public final class MinimalMember {

    private @Nullable String uuid;
    private @Nullable String handle;
    private @Nullable String displayName;

    public @Nullable String getUuid() {
        return uuid;
    }

    public void setUuid(@Nullable String uuid) {
        this.uuid = uuid;
    }

    public @Nullable String getHandle() {
        return handle;
    }

    public void setHandle(@Nullable String handle) {
        this.handle = handle;
    }

    @DynamoDbAttribute("display_name")
    public @Nullable String getDisplayName() {
        return displayName;
    }

    public void setDisplayName(@Nullable String displayName) {
        this.displayName = displayName;
    }
}
