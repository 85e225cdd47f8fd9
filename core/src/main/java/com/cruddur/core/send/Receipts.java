package com.cruddur.core.send;

import static com.cruddur.core.table.TableSpec.DIGEST;
import static com.cruddur.core.table.TableSpec.EXPIRES_AT;
import static com.cruddur.core.table.TableSpec.MESSAGE_GROUP_UUID;
import static com.cruddur.core.table.TableSpec.MESSAGE_UUID;
import static com.cruddur.core.table.TableSpec.PK;
import static com.cruddur.core.table.TableSpec.RECEIPT_PREFIX;
import static com.cruddur.core.table.TableSpec.SEQ;

import com.cruddur.core.conversation.ConversationId;
import com.cruddur.core.message.MessageId;
import com.cruddur.core.people.UserId;
import com.cruddur.core.problem.CruddurException;
import com.cruddur.core.problem.ErrorCode;
import com.cruddur.core.table.AccessPattern;
import com.cruddur.core.table.Item;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;

/** The send receipts of the table: items {@code SND#<user_uuid>} / {@code <idempotency key>}. */
public final class Receipts {

    /** How long a send can be repeated under its key. */
    public static final Duration LIFETIME = Duration.ofHours(24);

    /** DynamoDB removes expired items late, so an expired receipt may still lie there: it does not count. */
    private static final String IF_ABSENT_OR_EXPIRED = "attribute_not_exists(" + PK + ") OR " + EXPIRES_AT + " < :now";

    private final DynamoDbClient dynamoDb;
    private final String tableName;
    private final Clock clock;

    public Receipts(DynamoDbClient dynamoDb, String tableName, Clock clock) {
        this.dynamoDb = dynamoDb;
        this.tableName = tableName;
        this.clock = clock;
    }

    /**
     * The first half of AP4i: claims a key for a send, before anything else of the send is written. Whoever
     * claims it first decides which message it becomes; every repeat puts the same message at the receipt's number.
     * 1 WCU.
     *
     * @return the receipt that holds: {@code wanted}, or the one of an earlier attempt
     * @throws CruddurException {@link ErrorCode#IDEMPOTENCY_KEY_REUSED} if the key belongs to another request
     */
    public Receipt claim(UserId user, IdempotencyKey key, Receipt wanted) {
        Instant now = clock.instant();
        Item item = Item.of(RECEIPT_PREFIX + user, key.value())
                .with(MESSAGE_GROUP_UUID, wanted.conversation())
                .with(MESSAGE_UUID, wanted.message())
                .with(SEQ, wanted.seq())
                .with(DIGEST, wanted.digest())
                .with(EXPIRES_AT, seconds(now.plus(LIFETIME)));
        try {
            dynamoDb.putItem(put -> put.overrideConfiguration(AccessPattern.WRITE_RECEIPT.configuration())
                    .tableName(tableName)
                    .item(item.attributes())
                    .conditionExpression(IF_ABSENT_OR_EXPIRED)
                    .expressionAttributeValues(Map.of(":now", seconds(now)))
                    .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD));
            return wanted;
        } catch (ConditionalCheckFailedException e) {
            return sameRequest(fromItem(Item.from(e.item())), wanted);
        }
    }

    /** Whether an earlier request under this key was the same one. Read consistently: 1 RCU. */
    boolean has(UserId user, IdempotencyKey key, String digest) {
        Map<String, AttributeValue> item = dynamoDb.getItem(
                        get -> get.overrideConfiguration(AccessPattern.FIND_RECEIPT.configuration())
                                .tableName(tableName)
                                .key(Item.of(RECEIPT_PREFIX + user, key.value()).attributes())
                                .consistentRead(true))
                .item();
        return !item.isEmpty()
                && Item.from(item).number(EXPIRES_AT) >= clock.instant().getEpochSecond()
                && Item.from(item).text(DIGEST).equals(digest);
    }

    /**
     * Gives a send another number, once its own is taken by another message. Only if the receipt is as {@code held}:
     * two repeats at the same time never put the message at two numbers. 1 WCU.
     *
     * @return the receipt that holds: at {@code newSeq}, or where another repeat has moved it
     */
    public Receipt move(UserId user, IdempotencyKey key, Receipt held, long newSeq) {
        try {
            dynamoDb.updateItem(update -> update.overrideConfiguration(AccessPattern.MOVE_RECEIPT.configuration())
                    .tableName(tableName)
                    .key(Item.of(RECEIPT_PREFIX + user, key.value()).attributes())
                    .updateExpression("SET " + SEQ + " = :new")
                    .conditionExpression(MESSAGE_UUID + " = :uuid AND " + SEQ + " = :old")
                    .expressionAttributeValues(Map.of(
                            ":new", AttributeValue.fromN(Long.toString(newSeq)),
                            ":old", AttributeValue.fromN(Long.toString(held.seq())),
                            ":uuid", AttributeValue.fromS(held.message().toString())))
                    .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD));
            return held.movedTo(newSeq);
        } catch (ConditionalCheckFailedException e) {
            // Gone only if it expired meanwhile.
            return e.hasItem() && !e.item().isEmpty()
                    ? sameRequest(fromItem(Item.from(e.item())), held)
                    : claim(user, key, held.movedTo(newSeq));
        }
    }

    private static Receipt sameRequest(Receipt earlier, Receipt wanted) {
        if (!earlier.digest().equals(wanted.digest())) {
            throw new CruddurException(
                    ErrorCode.IDEMPOTENCY_KEY_REUSED,
                    "This Idempotency-Key was used for another message in the last 24 hours: use a new one");
        }
        return earlier;
    }

    private static Receipt fromItem(Item item) {
        return new Receipt(
                new ConversationId(item.uuid(MESSAGE_GROUP_UUID)),
                new MessageId(item.uuid(MESSAGE_UUID)),
                item.number(SEQ),
                item.text(DIGEST));
    }

    private static AttributeValue seconds(Instant instant) {
        return AttributeValue.fromN(Long.toString(instant.getEpochSecond()));
    }
}
