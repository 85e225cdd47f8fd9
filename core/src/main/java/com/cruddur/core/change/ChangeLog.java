package com.cruddur.core.change;

import static com.cruddur.core.table.TableSpec.CHANGE_PREFIX;
import static com.cruddur.core.table.TableSpec.CREATED_AT;
import static com.cruddur.core.table.TableSpec.EXPIRES_AT;
import static com.cruddur.core.table.TableSpec.KIND;
import static com.cruddur.core.table.TableSpec.PK;
import static com.cruddur.core.table.TableSpec.SEQ;
import static com.cruddur.core.table.TableSpec.SK;
import static com.cruddur.core.table.TableSpec.USER_UUID;

import com.cruddur.core.conversation.ConversationId;
import com.cruddur.core.message.Message;
import com.cruddur.core.message.MessageSeq;
import com.cruddur.core.message.Messages;
import com.cruddur.core.message.Revision;
import com.cruddur.core.people.UserId;
import com.cruddur.core.table.AccessPattern;
import com.cruddur.core.table.Item;
import com.cruddur.core.table.Transaction;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;

/**
 * The changes of messages: items {@code CHG#<message_group_uuid>} / {@code <change_seq>}, numbered 1, 2, 3, … in each
 * conversation without a hole. A change wins its number as a message does, by being put at it while it is free.
 *
 * <p>A change goes after {@link #LIFETIME}, but the newest stays, since its number is the only record of how many there
 * were: DynamoDB may remove a change only once another one has followed it.
 */
public final class ChangeLog {

    /** How long a client can be away and still learn what was changed. */
    public static final Duration LIFETIME = Duration.ofDays(90);

    private static final Logger LOG = LoggerFactory.getLogger(ChangeLog.class);

    private final DynamoDbClient dynamoDb;
    private final String tableName;
    private final Messages messages;
    private final Clock clock;

    public ChangeLog(DynamoDbClient dynamoDb, String tableName, Messages messages, Clock clock) {
        this.dynamoDb = dynamoDb;
        this.tableName = tableName;
        this.messages = messages;
        this.clock = clock;
    }

    /**
     * One change.
     *
     * @param changeSeq its own number
     * @param seq of the message
     */
    public record Change(long changeSeq, long seq) {}

    /** The number of the newest change, 0 if there was none. 1 RCU. */
    public long newest(ConversationId conversation) {
        return dynamoDb
                .query(query -> query.overrideConfiguration(AccessPattern.FIND_NEWEST_CHANGE.configuration())
                        .tableName(tableName)
                        .keyConditionExpression(PK + " = :pk")
                        .expressionAttributeValues(Map.of(":pk", pk(conversation)))
                        .consistentRead(true)
                        .scanIndexForward(false)
                        .limit(1))
                .items()
                .stream()
                .findFirst()
                .map(item -> read(item).changeSeq())
                .orElse(0L);
    }

    /**
     * AP12: stores a changed message under the next number, both or nothing. 4 WCU for a message under 1 KB, and 1 more
     * for the change before, which may expire from now on.
     *
     * @param before the message as it was read
     * @param after the same with the number that this change is to win
     * @return false if another change has won the number, or the message was changed meanwhile: nothing is written
     */
    public boolean append(Message before, Message after, UserId user) {
        return append(before, after, user, new Transaction(tableName));
    }

    /**
     * The same, if something else is so besides.
     *
     * @param checks a transaction of what must be so besides
     * @return false if another change has won the number, the message was changed meanwhile, or one of the checks failed:
     *     nothing is written
     */
    public boolean append(Message before, Message after, UserId user, Transaction checks) {
        long changeSeq = after.revision().changeSeq();
        Revision.Kind kind = after.revision().changeKind();
        Item change = item(after.conversation(), changeSeq)
                .with(SEQ, after.seq())
                .with(KIND, kind == null ? "" : kind.code())
                .with(USER_UUID, user)
                .with(CREATED_AT, clock.instant());
        checks.putIfAbsent("change " + changeSeq, change.attributes());
        boolean written = messages.replace(before, after, checks)
                .write(dynamoDb, AccessPattern.CHANGE_MESSAGE)
                .isEmpty();
        if (written && changeSeq > 1) {
            letExpire(after.conversation(), changeSeq - 1);
        }
        return written;
    }

    /** Where this does not happen a small item stays for ever, which is no reason to refuse a change that is stored. */
    private void letExpire(ConversationId conversation, long changeSeq) {
        long expiresAt = clock.instant().plus(LIFETIME).getEpochSecond();
        try {
            dynamoDb.updateItem(update -> update.overrideConfiguration(AccessPattern.EXPIRE_CHANGE.configuration())
                    .tableName(tableName)
                    .key(item(conversation, changeSeq).attributes())
                    .updateExpression("SET " + EXPIRES_AT + " = :at")
                    .conditionExpression("attribute_exists(" + PK + ")")
                    .expressionAttributeValues(Map.of(":at", AttributeValue.fromN(Long.toString(expiresAt)))));
        } catch (ConditionalCheckFailedException gone) {
            // It has expired before.
        } catch (SdkException e) {
            LOG.warn("Change {} of conversation {} will not expire: {}", changeSeq, conversation, e.toString());
        }
    }

    /** AP9: the changes after a number, oldest first, at most {@code limit}, read consistently. 1 RCU per 4 KB. */
    public List<Change> after(ConversationId conversation, long changeSeq, int limit) {
        return dynamoDb
                .query(query -> query.overrideConfiguration(AccessPattern.LIST_CHANGES.configuration())
                        .tableName(tableName)
                        .keyConditionExpression(PK + " = :pk AND " + SK + " > :after")
                        .expressionAttributeValues(Map.of(
                                ":pk", pk(conversation), ":after", AttributeValue.fromS(MessageSeq.key(changeSeq))))
                        .consistentRead(true)
                        .limit(limit))
                .items()
                .stream()
                .map(ChangeLog::read)
                .toList();
    }

    private static Change read(Map<String, AttributeValue> attributes) {
        return Item.read(attributes, item -> new Change(MessageSeq.ofKey(item.text(SK)), item.number(SEQ)));
    }

    private static AttributeValue pk(ConversationId conversation) {
        return AttributeValue.fromS(CHANGE_PREFIX + conversation);
    }

    private static Item item(ConversationId conversation, long changeSeq) {
        return Item.of(CHANGE_PREFIX + conversation, MessageSeq.key(changeSeq));
    }
}
