package com.cruddur.core.group;

import static com.cruddur.core.table.TableSpec.VERSION;

import com.cruddur.core.conversation.ConversationId;
import com.cruddur.core.people.UserId;
import com.cruddur.core.table.AccessPattern;
import com.cruddur.core.table.BatchRead;
import com.cruddur.core.table.Transaction;
import com.cruddur.core.table.UnreadableItems;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;

/**
 * The groups of the table: items {@code ABOUT#<message_group_uuid>} / {@code ABOUT}, the only lists of members. Whether
 * somebody may read or change one is not decided here.
 */
public final class Groups {

    /** How a transaction calls the write of a group. */
    static final String GROUP = "group";

    private final DynamoDbClient dynamoDb;
    private final String tableName;

    public Groups(DynamoDbClient dynamoDb, String tableName) {
        this.dynamoDb = dynamoDb;
        this.tableName = tableName;
    }

    /** AP11: a group as it is, read consistently; empty where there is none. 1 RCU per 4 KB, about 25 members. */
    public Optional<Group> find(ConversationId id) {
        Map<String, AttributeValue> item = dynamoDb.getItem(
                        get -> get.overrideConfiguration(AccessPattern.FIND_GROUP.configuration())
                                .tableName(tableName)
                                .key(GroupItem.key(id))
                                .consistentRead(true))
                .item();
        return item.isEmpty() ? Optional.empty() : Optional.of(GroupItem.read(item));
    }

    /** The same of its members; none where there is no group. */
    public Collection<UserId> membersOf(ConversationId id) {
        return find(id).map(Group::memberIds).orElse(List.of());
    }

    /** The same of those who may read a message. */
    public Collection<UserId> readersOf(ConversationId id, long seq) {
        return find(id).map(group -> group.readersOf(seq)).orElse(List.of());
    }

    /** Who is in one of some groups; one that cannot be read is left out. 0.5 RCU per 4 KB of each. */
    public Set<UserId> membersOf(List<ConversationId> ids) {
        List<Map<String, AttributeValue>> items = BatchRead.items(
                dynamoDb,
                tableName,
                AccessPattern.FIND_SHARED_GROUP,
                ids.stream().map(GroupItem::key).toList(),
                false);
        return UnreadableItems.leaveOut(items, GroupItem::read).stream()
                .flatMap(group -> group.memberIds().stream())
                .collect(Collectors.toSet());
    }

    /**
     * Puts a group that is loaded, if there is none. 1 WCU per KB.
     *
     * @return whether there was none
     */
    public boolean putIfAbsent(Group group) {
        try {
            dynamoDb.putItem(put -> put.overrideConfiguration(AccessPattern.OPERATE.configuration())
                    .tableName(tableName)
                    .item(GroupItem.of(group))
                    .conditionExpression("attribute_not_exists(pk)"));
            return true;
        } catch (ConditionalCheckFailedException thereIsOne) {
            return false;
        }
    }

    /** Adds a new group to a transaction. 2 WCU per KB. */
    Transaction create(Group group, Transaction transaction) {
        return transaction.putIfAbsent(GROUP, GroupItem.of(group));
    }

    /** Puts the next version of a group in the place of the one that was read, in a transaction. 2 WCU per KB. */
    Transaction replace(Group before, Group after, Transaction transaction) {
        return transaction.put(
                GROUP,
                GroupItem.of(after),
                VERSION + " = :before",
                Map.of(":before", AttributeValue.fromN(Long.toString(before.version()))));
    }

    /** Holds a transaction back if a group was changed since it was read. 2 WCU per KB. */
    public Transaction checkUnchanged(Group group, Transaction transaction) {
        return transaction.check(
                GROUP,
                GroupItem.key(group.id()),
                VERSION + " = :version",
                Map.of(":version", AttributeValue.fromN(Long.toString(group.version()))));
    }

    /** An empty transaction on this table. */
    public Transaction transaction() {
        return new Transaction(tableName);
    }

    /** @return the names of the writes whose condition was false: then nothing was written */
    List<String> write(Transaction transaction, AccessPattern pattern) {
        return transaction.write(dynamoDb, pattern);
    }
}
