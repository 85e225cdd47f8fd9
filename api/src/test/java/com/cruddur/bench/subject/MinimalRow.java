package com.cruddur.bench.subject;

import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.enhanced.dynamodb.mapper.annotations.DynamoDbAttribute;
import software.amazon.awssdk.enhanced.dynamodb.mapper.annotations.DynamoDbBean;
import software.amazon.awssdk.enhanced.dynamodb.mapper.annotations.DynamoDbPartitionKey;
import software.amazon.awssdk.enhanced.dynamodb.mapper.annotations.DynamoDbSecondaryPartitionKey;
import software.amazon.awssdk.enhanced.dynamodb.mapper.annotations.DynamoDbSecondarySortKey;
import software.amazon.awssdk.enhanced.dynamodb.mapper.annotations.DynamoDbSortKey;

/** A row of a conversation as the enhanced client maps it. */
@DynamoDbBean
public final class MinimalRow {

    private @Nullable String pk;
    private @Nullable String sk;
    private @Nullable String recency;
    private @Nullable String message;
    private @Nullable String lastMessageAt;
    private @Nullable String createdAt;
    private @Nullable Long lastSeq;
    private @Nullable Long lastReadSeq;
    private @Nullable List<MinimalMember> members;

    @DynamoDbPartitionKey
    @DynamoDbSecondaryPartitionKey(indexNames = "recency-index")
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

    @DynamoDbSecondarySortKey(indexNames = "recency-index")
    public @Nullable String getRecency() {
        return recency;
    }

    public void setRecency(@Nullable String recency) {
        this.recency = recency;
    }

    public @Nullable String getMessage() {
        return message;
    }

    public void setMessage(@Nullable String message) {
        this.message = message;
    }

    @DynamoDbAttribute("last_message_at")
    public @Nullable String getLastMessageAt() {
        return lastMessageAt;
    }

    public void setLastMessageAt(@Nullable String lastMessageAt) {
        this.lastMessageAt = lastMessageAt;
    }

    @DynamoDbAttribute("created_at")
    public @Nullable String getCreatedAt() {
        return createdAt;
    }

    public void setCreatedAt(@Nullable String createdAt) {
        this.createdAt = createdAt;
    }

    @DynamoDbAttribute("last_seq")
    public @Nullable Long getLastSeq() {
        return lastSeq;
    }

    public void setLastSeq(@Nullable Long lastSeq) {
        this.lastSeq = lastSeq;
    }

    @DynamoDbAttribute("last_read_seq")
    public @Nullable Long getLastReadSeq() {
        return lastReadSeq;
    }

    public void setLastReadSeq(@Nullable Long lastReadSeq) {
        this.lastReadSeq = lastReadSeq;
    }

    public @Nullable List<MinimalMember> getMembers() {
        return members;
    }

    public void setMembers(@Nullable List<MinimalMember> members) {
        this.members = members;
    }
}
