package com.cruddur.stream.sim;

import com.cruddur.core.message.MessageSeq;
import com.cruddur.core.table.Item;
import com.cruddur.core.table.TableSpec;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.Put;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemResponse;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsResponse;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemResponse;

/** What a defect of the API would do to its calls: each lies between the real code and its client. */
final class SendDefects {

    private SendDefects() {}

    /** The first message's three writes are three writes. */
    static DynamoDbClient openingInThreeWrites(DynamoDbClient real) {
        return new Between(real) {
            @Override
            public TransactWriteItemsResponse transactWriteItems(TransactWriteItemsRequest request) {
                if (!opens(request)) {
                    return real.transactWriteItems(request);
                }
                puts(request)
                        .forEach(opened -> real.putItem(
                                put -> put.tableName(opened.tableName()).item(opened.item())));
                return TransactWriteItemsResponse.builder().build();
            }
        };
    }

    /** The first message counts as read for all its members. */
    static DynamoDbClient openingReadByAll(DynamoDbClient real) {
        return new Between(real) {
            @Override
            public TransactWriteItemsResponse transactWriteItems(TransactWriteItemsRequest request) {
                return real.transactWriteItems(
                        opens(request)
                                ? withPuts(
                                        request,
                                        put -> put.item(read(put.build().item())))
                                : request);
            }
        };
    }

    /** Whether a transaction writes the first message of a conversation. */
    private static boolean opens(TransactWriteItemsRequest request) {
        return puts(request)
                .anyMatch(put -> isOf(TableSpec.MESSAGE_PREFIX, put.item())
                        && put.item().get(TableSpec.SK).s().equals(MessageSeq.key(MessageSeq.FIRST))
                        && !put.item().containsKey(TableSpec.CHANGE_SEQ));
    }

    private static Stream<Put> puts(TransactWriteItemsRequest request) {
        return request.transactItems().stream().map(TransactWriteItem::put).filter(Objects::nonNull);
    }

    private static TransactWriteItemsRequest withPuts(TransactWriteItemsRequest request, Consumer<Put.Builder> change) {
        List<TransactWriteItem> writes = request.transactItems().stream()
                .map(write -> write.put() == null
                        ? write
                        : write.toBuilder()
                                .put(write.put().toBuilder()
                                        .applyMutation(change)
                                        .build())
                                .build())
                .toList();
        return request.toBuilder().transactItems(writes).build();
    }

    /** A transaction puts the items of a prefix whatever is there. */
    static DynamoDbClient transactionsWithoutCondition(DynamoDbClient real, String prefix) {
        return new Between(real) {
            @Override
            public TransactWriteItemsResponse transactWriteItems(TransactWriteItemsRequest request) {
                return real.transactWriteItems(withPuts(request, put -> {
                    if (isOf(prefix, put.build().item())) {
                        put.conditionExpression(null).expressionAttributeValues(null);
                    }
                }));
            }
        };
    }

    /** A transaction does not look at what it only checks. */
    static DynamoDbClient transactionsWithoutChecks(DynamoDbClient real) {
        return new Between(real) {
            @Override
            public TransactWriteItemsResponse transactWriteItems(TransactWriteItemsRequest request) {
                return real.transactWriteItems(request.toBuilder()
                        .transactItems(request.transactItems().stream()
                                .filter(write -> write.conditionCheck() == null)
                                .toList())
                        .build());
            }
        };
    }

    private static Map<String, AttributeValue> read(Map<String, AttributeValue> item) {
        Map<String, AttributeValue> read = new HashMap<>(item);
        read.computeIfPresent(TableSpec.LAST_READ_SEQ, (name, none) -> number(MessageSeq.FIRST));
        return read;
    }

    /** Items of a prefix are put whatever is there. */
    static DynamoDbClient putsWithoutCondition(DynamoDbClient real, String prefix) {
        return new Between(real) {
            @Override
            public PutItemResponse putItem(PutItemRequest request) {
                return real.putItem(isOf(prefix, request.item()) ? withoutCondition(request) : request);
            }
        };
    }

    /** A receipt gets another number whatever it holds. */
    static DynamoDbClient movesOfReceiptsWithoutCondition(DynamoDbClient real) {
        return new Between(real) {
            @Override
            public UpdateItemResponse updateItem(UpdateItemRequest request) {
                return real.updateItem(
                        isOf(TableSpec.RECEIPT_PREFIX, request.key())
                                ? request.toBuilder().conditionExpression(null).build()
                                : request);
            }
        };
    }

    /** A counter gives the number, and then the message is written: or it is not, and the number is lost. */
    static DynamoDbClient numberBeforeTheWrite(DynamoDbClient real) {
        return new Between(real) {
            @Override
            public PutItemResponse putItem(PutItemRequest request) {
                if (!isOf(TableSpec.MESSAGE_PREFIX, request.item())) {
                    return real.putItem(request);
                }
                Map<String, AttributeValue> numbered = new HashMap<>(request.item());
                String conversation = request.item().get(TableSpec.PK).s();
                numbered.put(TableSpec.SK, AttributeValue.fromS(MessageSeq.key(takeNumber(real, conversation))));
                return real.putItem(request.toBuilder().item(numbered).build());
            }
        };
    }

    private static long takeNumber(DynamoDbClient client, String conversation) {
        // Under a prefix that nobody but senders looks at.
        Map<String, AttributeValue> key =
                Item.of(TableSpec.RECEIPT_PREFIX + "counter", conversation).attributes();
        while (true) {
            Map<String, AttributeValue> counter = client.getItem(
                            get -> get.tableName(Wiring.TABLE).key(key).consistentRead(true))
                    .item();
            // The first number is the opener's.
            long taken =
                    counter.isEmpty() ? MessageSeq.FIRST : Item.from(counter).number(TableSpec.SEQ);
            try {
                client.putItem(put -> put.tableName(Wiring.TABLE)
                        .item(Item.from(new HashMap<>(key))
                                .with(TableSpec.SEQ, taken + 1)
                                .attributes())
                        .conditionExpression("attribute_not_exists(seq) OR seq = :taken")
                        .expressionAttributeValues(Map.of(":taken", number(taken))));
                return taken + 1;
            } catch (ConditionalCheckFailedException somebodyWasFaster) {
                // The next one.
            }
        }
    }

    /** A repeat goes to the end of the log without a look at where the first attempt may be. */
    static DynamoDbClient repeatsAtANewNumber(DynamoDbClient real) {
        return new Between(real) {
            @Override
            public PutItemResponse putItem(PutItemRequest request) {
                try {
                    return real.putItem(request);
                } catch (ConditionalCheckFailedException e) {
                    if (!isOf(TableSpec.RECEIPT_PREFIX, request.item())) {
                        throw e;
                    }
                    Map<String, AttributeValue> receipt = new HashMap<>(e.item());
                    receipt.put(TableSpec.SEQ, number(newest(real, receipt) + 1));
                    throw e.toBuilder().item(receipt).writableStackTrace(false).build();
                }
            }
        };
    }

    private static long newest(DynamoDbClient client, Map<String, AttributeValue> receipt) {
        String conversation = receipt.get(TableSpec.MESSAGE_GROUP_UUID).s();
        return client
                .query(query -> query.tableName(Wiring.TABLE)
                        .keyConditionExpression(TableSpec.PK + " = :pk")
                        .expressionAttributeValues(
                                Map.of(":pk", AttributeValue.fromS(TableSpec.MESSAGE_PREFIX + conversation)))
                        .consistentRead(true)
                        .scanIndexForward(false)
                        .limit(1))
                .items()
                .stream()
                .mapToLong(message -> MessageSeq.ofKey(message.get(TableSpec.SK).s()))
                .findFirst()
                .orElse(0);
    }

    /** What a row shows is taken for one more than it is. */
    static DynamoDbClient guessTooGreat(DynamoDbClient real) {
        return new Between(real) {
            @Override
            public GetItemResponse getItem(GetItemRequest request) {
                GetItemResponse answer = real.getItem(request);
                if (!answer.hasItem() || !isOf(TableSpec.GROUP_PREFIX, request.key())) {
                    return answer;
                }
                Map<String, AttributeValue> row = new HashMap<>(answer.item());
                row.put(TableSpec.LAST_SEQ, number(Item.from(row).number(TableSpec.LAST_SEQ) + 1));
                return answer.toBuilder().item(row).build();
            }
        };
    }

    /** A group is taken as an eventually consistent read shows it. */
    static DynamoDbClient groupsAsTheyCome(DynamoDbClient real) {
        return new Between(real) {
            @Override
            public GetItemResponse getItem(GetItemRequest request) {
                return real.getItem(
                        isOf(TableSpec.ABOUT_PREFIX, request.key())
                                ? request.toBuilder().consistentRead(false).build()
                                : request);
            }
        };
    }

    /** A page is shown as it comes: no read is consistent. */
    static DynamoDbClient pagesAsTheyCome(DynamoDbClient real) {
        return new Between(real) {
            @Override
            public QueryResponse query(QueryRequest request) {
                return real.query(request.toBuilder().consistentRead(false).build());
            }
        };
    }

    private static boolean isOf(String prefix, Map<String, AttributeValue> item) {
        return item.get(TableSpec.PK).s().startsWith(prefix);
    }

    private static AttributeValue number(long value) {
        return AttributeValue.fromN(Long.toString(value));
    }

    static PutItemRequest withoutCondition(PutItemRequest request) {
        return request.toBuilder()
                .conditionExpression(null)
                .expressionAttributeValues(null)
                .build();
    }
}
