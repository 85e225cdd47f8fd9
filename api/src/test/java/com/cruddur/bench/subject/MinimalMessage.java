package com.cruddur.bench.subject;

import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.enhanced.dynamodb.mapper.annotations.DynamoDbAttribute;
import software.amazon.awssdk.enhanced.dynamodb.mapper.annotations.DynamoDbBean;
import software.amazon.awssdk.enhanced.dynamodb.mapper.annotations.DynamoDbPartitionKey;
import software.amazon.awssdk.enhanced.dynamodb.mapper.annotations.DynamoDbSortKey;

/** A message as the enhanced client maps it. */
@DynamoDbBean
public final class MinimalMessage {

    private @Nullable String pk;
    private @Nullable String sk;
    private @Nullable String messageUuid;
    private @Nullable String message;
    private @Nullable String createdAt;
    private @Nullable String userUuid;
    private @Nullable String userHandle;
    private @Nullable String userDisplayName;

    @DynamoDbPartitionKey
    public @Nullable String getPk() {
        return pk;
    }

    public void setPk(@Nullable String pk) {
        this.pk = pk;
    }

    @DynamoDbSortKey
    public @Nullable String getSk() {
        return sk;
    }

    public void setSk(@Nullable String sk) {
        this.sk = sk;
    }

    @DynamoDbAttribute("message_uuid")
    public @Nullable String getMessageUuid() {
        return messageUuid;
    }

    public void setMessageUuid(@Nullable String messageUuid) {
        this.messageUuid = messageUuid;
    }

    public @Nullable String getMessage() {
        return message;
    }

    public void setMessage(@Nullable String message) {
        this.message = message;
    }

    @DynamoDbAttribute("created_at")
    public @Nullable String getCreatedAt() {
        return createdAt;
    }

    public void setCreatedAt(@Nullable String createdAt) {
        this.createdAt = createdAt;
    }

    @DynamoDbAttribute("user_uuid")
    public @Nullable String getUserUuid() {
        return userUuid;
    }

    public void setUserUuid(@Nullable String userUuid) {
        this.userUuid = userUuid;
    }

    @DynamoDbAttribute("user_handle")
    public @Nullable String getUserHandle() {
        return userHandle;
    }

    public void setUserHandle(@Nullable String userHandle) {
        this.userHandle = userHandle;
    }

    @DynamoDbAttribute("user_display_name")
    public @Nullable String getUserDisplayName() {
        return userDisplayName;
    }

    public void setUserDisplayName(@Nullable String userDisplayName) {
        this.userDisplayName = userDisplayName;
    }
}
