package com.cruddur.core.table;

import java.util.List;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.Projection;
import software.amazon.awssdk.services.dynamodb.model.ProjectionType;
import software.amazon.awssdk.services.dynamodb.model.ProvisionedThroughput;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.dynamodb.model.StreamSpecification;
import software.amazon.awssdk.services.dynamodb.model.StreamViewType;

/**
 * The single table: names, keys, index, attributes, capacity and stream. The only place that knows them;
 * the repositories, {@code ddb schema-load}, the tests, the local stack and the CDK app all read it.
 */
public final class TableSpec {

    public static final String DEFAULT_TABLE_NAME = "cruddur-messages";

    public static final String PK = "pk";
    public static final String SK = "sk";

    /** Partition key prefix of messages: {@code MSG#<message_group_uuid>}. Their sort key is their number. */
    public static final String MESSAGE_PREFIX = "MSG#";

    /** Partition key prefix of conversations: {@code GRP#<user_uuid>}. What the stream function writes. */
    public static final String GROUP_PREFIX = "GRP#";

    /** Partition key prefix of send receipts: {@code SND#<user_uuid>}. */
    public static final String RECEIPT_PREFIX = "SND#";

    /** Partition key prefix of what is common to a group's members: {@code ABOUT#<message_group_uuid>}. */
    public static final String ABOUT_PREFIX = "ABOUT#";

    /** Sort key of the only item under {@link #ABOUT_PREFIX}. */
    public static final String ABOUT = "ABOUT";

    /** Partition key prefix of the changes of messages: {@code CHG#<message_group_uuid>}. */
    public static final String CHANGE_PREFIX = "CHG#";

    /** Partition key prefix of blocks: {@code BLK#<user_uuid>}. */
    public static final String BLOCK_PREFIX = "BLK#";

    /** Partition key prefix of stream records that could not be processed. */
    public static final String ASIDE_PREFIX = "ASIDE#";

    /** Partition key of all of them; their sort key is the record's sequence number. */
    public static final String ASIDE = ASIDE_PREFIX + "stream";

    /** The conversations of a user by their newest message. Sparse: only conversation rows have its sort key. */
    public static final String RECENCY_INDEX = "recency-index";

    /** The item's time to live, in seconds since 1970; DynamoDB removes it some hours or days after. */
    public static final String EXPIRES_AT = "expires_at";

    public static final StreamViewType STREAM_VIEW = StreamViewType.NEW_IMAGE;

    /** Capacity units of the table, and of its index, where nothing else is asked for. */
    public static final long DEFAULT_READ_CAPACITY = 5;

    public static final long DEFAULT_WRITE_CAPACITY = 5;

    // A message.
    public static final String MESSAGE = "message";
    public static final String CREATED_AT = "created_at";
    public static final String USER_UUID = "user_uuid";
    public static final String USER_HANDLE = "user_handle";
    public static final String USER_DISPLAY_NAME = "user_display_name";
    /** Of a pair only: the stream function reads a group's members from its {@link #ABOUT_PREFIX} item. */
    public static final String MEMBER_UUIDS = "member_uuids";

    public static final String REPLY_TO_SEQ = "reply_to_seq";
    public static final String EVENT = "event";
    public static final String CHANGE_SEQ = "change_seq";
    public static final String CHANGE_KIND = "change_kind";
    public static final String EDITED_AT = "edited_at";
    public static final String DELETED_AT = "deleted_at";
    public static final String REACTIONS = "reactions";

    // What a system message tells; TITLE, MEMBERS too.
    public static final String EVENT_TYPE = "type";
    public static final String NEW_ADMIN = "new_admin";

    // A member's row of a conversation; MESSAGE is its preview.
    public static final String MEMBERS = "members";
    public static final String LAST_SEQ = "last_seq";
    public static final String RECENCY = "recency";
    public static final String LAST_MESSAGE_AT = "last_message_at";
    public static final String LAST_CHANGE_SEQ = "last_change_seq";
    public static final String LAST_READ_SEQ = "last_read_seq";
    public static final String MARKED_UNREAD = "marked_unread";
    public static final String ARCHIVED_SEQ = "archived_seq";
    public static final String CLEARED_SEQ = "cleared_seq";
    public static final String MUTED_UNTIL = "muted_until";
    public static final String CLOSED = "closed";
    public static final String TITLE = "title";
    public static final String MEMBER_COUNT = "member_count";
    public static final String ABOUT_VERSION = "about_version";

    // A group; TITLE, MEMBERS and CREATED_AT too.
    public static final String HISTORY = "history";
    public static final String VERSION = "version";
    public static final String ROLE = "role";
    public static final String JOINED_SEQ = "joined_seq";

    // A change of a message; SEQ is the message's.
    public static final String KIND = "kind";

    // One of the members.
    public static final String MEMBER_UUID = "uuid";
    public static final String HANDLE = "handle";
    public static final String DISPLAY_NAME = "display_name";

    // A send receipt; MESSAGE_UUID is of a message too.
    public static final String MESSAGE_GROUP_UUID = "message_group_uuid";
    public static final String MESSAGE_UUID = "message_uuid";
    public static final String SEQ = "seq";
    public static final String DIGEST = "digest";

    // A stream record that was set aside: the key of the item that it is of.
    public static final String ITEM_PK = "item_pk";
    public static final String ITEM_SK = "item_sk";
    public static final String REASON = "reason";

    private TableSpec() {}

    /** The request that makes the table. Its TTL is switched on by a call of its own once it is active. */
    public static CreateTableRequest createTable(String tableName) {
        ProvisionedThroughput capacity = ProvisionedThroughput.builder()
                .readCapacityUnits(DEFAULT_READ_CAPACITY)
                .writeCapacityUnits(DEFAULT_WRITE_CAPACITY)
                .build();
        return CreateTableRequest.builder()
                .tableName(tableName)
                .keySchema(keys(PK, SK))
                .attributeDefinitions(string(PK), string(SK), string(RECENCY))
                .provisionedThroughput(capacity)
                .globalSecondaryIndexes(GlobalSecondaryIndex.builder()
                        .indexName(RECENCY_INDEX)
                        .keySchema(keys(PK, RECENCY))
                        .projection(Projection.builder()
                                .projectionType(ProjectionType.ALL)
                                .build())
                        .provisionedThroughput(capacity)
                        .build())
                .streamSpecification(StreamSpecification.builder()
                        .streamEnabled(true)
                        .streamViewType(STREAM_VIEW)
                        .build())
                .build();
    }

    private static List<KeySchemaElement> keys(String partition, String sort) {
        return List.of(
                KeySchemaElement.builder()
                        .attributeName(partition)
                        .keyType(KeyType.HASH)
                        .build(),
                KeySchemaElement.builder()
                        .attributeName(sort)
                        .keyType(KeyType.RANGE)
                        .build());
    }

    private static AttributeDefinition string(String name) {
        return AttributeDefinition.builder()
                .attributeName(name)
                .attributeType(ScalarAttributeType.S)
                .build();
    }
}
