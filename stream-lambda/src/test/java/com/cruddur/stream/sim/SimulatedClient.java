package com.cruddur.stream.sim;

import com.cruddur.core.table.TableSpec;
import com.cruddur.stream.sim.Network.Kind;
import java.util.Map;
import java.util.function.Supplier;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemResponse;
import software.amazon.awssdk.services.dynamodb.model.DescribeTableRequest;
import software.amazon.awssdk.services.dynamodb.model.DescribeTableResponse;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemResponse;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.ScanRequest;
import software.amazon.awssdk.services.dynamodb.model.ScanResponse;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsResponse;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemResponse;

/** A party's client of the table: every call goes through the {@link Network}. */
class SimulatedClient extends ModelClient {

    /** So that others come in between. DynamoDB's pages have 1 MB. */
    private static final int ITEMS_PER_SCAN = 4;

    private final Network network;
    private final Party party;

    SimulatedClient(TableModel table, Network network, Party party) {
        super(table);
        this.network = network;
        this.party = party;
    }

    /** The stream function's: may do what its policy allows (invariant 9), and is counted. */
    static SimulatedClient ofFunction(TableModel table, Network network, Party party, Tally tally) {
        return new SimulatedClient(table, network, party) {
            @Override
            <T> T call(Kind kind, String pk, String operation, Supplier<T> effect) {
                Violation.unless(
                        operation.equals("UpdateItem") && pk.startsWith(TableSpec.GROUP_PREFIX)
                                || operation.equals("GetItem") && pk.startsWith(TableSpec.ABOUT_PREFIX),
                        () -> "Invariant 9: the function called " + operation + " on " + pk);
                return super.call(kind, pk, operation, () -> {
                    T answer = effect.get();
                    tally.moves++;
                    return answer;
                });
            }
        };
    }

    /** The rebuild's: as {@code TableClient.forLongWork}, it waits as long as the table throttles. */
    static SimulatedClient ofRebuild(TableModel table, Network network, Party party) {
        return new SimulatedClient(table, network, party) {
            @Override
            <T> T call(Kind kind, String pk, String operation, Supplier<T> effect) {
                network.waitOutThrottling();
                return super.call(kind, pk, operation, effect);
            }
        };
    }

    <T> T call(Kind kind, String pk, String operation, Supplier<T> effect) {
        return network.call(party, kind, operation, pk, effect);
    }

    @Override
    public PutItemResponse putItem(PutItemRequest request) {
        String pk = request.item().get(TableSpec.PK).s();
        return call(Kind.WRITE, pk, "PutItem", () -> {
            try {
                return super.putItem(request);
            } catch (ConditionalCheckFailedException e) {
                if (pk.startsWith(TableSpec.MESSAGE_PREFIX)) {
                    boolean same = uuid(request.item()).equals(uuid(e.item()));
                    network.count(same ? Event.MESSAGE_FOUND_AT_ITS_NUMBER : Event.NUMBER_LOST);
                }
                throw e;
            }
        });
    }

    private static AttributeValue uuid(Map<String, AttributeValue> message) {
        return message.get(TableSpec.MESSAGE_UUID);
    }

    @Override
    public UpdateItemResponse updateItem(UpdateItemRequest request) {
        return call(Kind.WRITE, request.key().get(TableSpec.PK).s(), "UpdateItem", () -> super.updateItem(request));
    }

    @Override
    public DeleteItemResponse deleteItem(DeleteItemRequest request) {
        return call(Kind.WRITE, request.key().get(TableSpec.PK).s(), "DeleteItem", () -> super.deleteItem(request));
    }

    /** The SDK gives every call a token of its own, the same for all its attempts. */
    @Override
    public TransactWriteItemsResponse transactWriteItems(TransactWriteItemsRequest request) {
        TransactWriteItemsRequest sent =
                request.toBuilder().clientRequestToken(network.newToken()).build();
        Kind transaction = Kind.transaction(() -> table.reasons(sent));
        return call(transaction, "", "TransactWriteItems", () -> super.transactWriteItems(sent));
    }

    @Override
    public GetItemResponse getItem(GetItemRequest request) {
        boolean consistent = Boolean.TRUE.equals(request.consistentRead());
        return call(
                Kind.READ,
                request.key().get(TableSpec.PK).s(),
                "GetItem",
                () -> table.get(request, consistent ? 0 : network.hidden()));
    }

    @Override
    public BatchGetItemResponse batchGetItem(BatchGetItemRequest request) {
        return call(Kind.READ, "", "BatchGetItem", () -> table.batchGet(request, network.hidden()));
    }

    @Override
    public QueryResponse query(QueryRequest request) {
        boolean consistent = Boolean.TRUE.equals(request.consistentRead());
        return call(
                Kind.READ,
                consistent ? "consistent" : "",
                "Query",
                () -> table.query(request, consistent ? 0 : network.hidden()));
    }

    @Override
    public ScanResponse scan(ScanRequest request) {
        ScanRequest page = request.toBuilder().limit(ITEMS_PER_SCAN).build();
        return call(Kind.READ, "", "Scan", () -> table.scan(page, network.hidden()));
    }

    @Override
    public DescribeTableResponse describeTable(DescribeTableRequest request) {
        return call(Kind.READ, "", "DescribeTable", () -> super.describeTable(request));
    }
}
