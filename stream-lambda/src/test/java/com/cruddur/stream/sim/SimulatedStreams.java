package com.cruddur.stream.sim;

import com.cruddur.stream.sim.Network.Kind;
import java.util.List;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.services.dynamodb.model.DescribeStreamRequest;
import software.amazon.awssdk.services.dynamodb.model.DescribeStreamResponse;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.ExpiredIteratorException;
import software.amazon.awssdk.services.dynamodb.model.GetRecordsRequest;
import software.amazon.awssdk.services.dynamodb.model.GetRecordsResponse;
import software.amazon.awssdk.services.dynamodb.model.GetShardIteratorRequest;
import software.amazon.awssdk.services.dynamodb.model.GetShardIteratorResponse;
import software.amazon.awssdk.services.dynamodb.model.Record;
import software.amazon.awssdk.services.dynamodb.model.Shard;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;

/** The pump's client of the stream. Nothing is trimmed: what the pump does then is {@code StreamPumpIT}'s. */
final class SimulatedStreams implements DynamoDbStreamsClient {

    /** So that the listing has pages. */
    private static final int SHARDS_PER_PAGE = 2;

    private final StreamModel stream;
    private final Network network;
    private final Party party;

    SimulatedStreams(StreamModel stream, Network network, Party party) {
        this.stream = stream;
        this.network = network;
        this.party = party;
    }

    @Override
    public DescribeStreamResponse describeStream(DescribeStreamRequest request) {
        return network.call(party, Kind.READ, "DescribeStream", "", () -> {
            List<String> ids = stream.shards().stream().map(shard -> shard.id).toList();
            int from = request.exclusiveStartShardId() == null ? 0 : ids.indexOf(request.exclusiveStartShardId()) + 1;
            int to = Math.min(from + SHARDS_PER_PAGE, ids.size());
            List<Shard> page = stream.shards().subList(from, to).stream()
                    .map(shard -> Shard.builder()
                            .shardId(shard.id)
                            .parentShardId(shard.parent == null ? null : shard.parent.id)
                            .build())
                    .toList();
            return DescribeStreamResponse.builder()
                    .streamDescription(description ->
                            description.shards(page).lastEvaluatedShardId(to < ids.size() ? ids.get(to - 1) : null))
                    .build();
        });
    }

    @Override
    public GetShardIteratorResponse getShardIterator(GetShardIteratorRequest request) {
        return network.call(party, Kind.READ, "GetShardIterator", request.shardId(), () -> {
            int at = switch (request.shardIteratorType()) {
                case TRIM_HORIZON -> 0;
                case AT_SEQUENCE_NUMBER -> indexOf(request.shardId(), request.sequenceNumber());
                case AFTER_SEQUENCE_NUMBER -> indexOf(request.shardId(), request.sequenceNumber()) + 1;
                default -> throw new IllegalArgumentException("Not understood: " + request);
            };
            return GetShardIteratorResponse.builder()
                    .shardIterator(request.shardId() + "/" + at)
                    .build();
        });
    }

    @Override
    public GetRecordsResponse getRecords(GetRecordsRequest request) {
        return network.call(party, Kind.READ, "GetRecords", request.shardIterator(), () -> {
            if (network.goesWrong(Event.ITERATOR_EXPIRED)) {
                throw ExpiredIteratorException.builder()
                        .statusCode(400)
                        .message("simulated")
                        .writableStackTrace(false)
                        .build();
            }
            String[] iterator = request.shardIterator().split("/", 2);
            StreamModel.Shard shard = stream.shard(iterator[0]);
            int from = Integer.parseInt(iterator[1]);
            // DynamoDB may give less than there is, and nothing at all, before the end of a shard.
            int to = Math.max(from, Math.min(from + request.limit(), shard.records.size()) - network.lag());
            boolean end = shard.closed && to == shard.records.size();
            return GetRecordsResponse.builder()
                    .records(shard.records.subList(from, to))
                    .nextShardIterator(end ? null : iterator[0] + "/" + to)
                    .build();
        });
    }

    private int indexOf(String shard, String sequenceNumber) {
        List<Record> records = stream.shard(shard).records;
        for (int i = 0; i < records.size(); i++) {
            if (records.get(i).dynamodb().sequenceNumber().equals(sequenceNumber)) {
                return i;
            }
        }
        throw DynamoDbException.builder()
                .awsErrorDetails(AwsErrorDetails.builder()
                        .errorCode("ValidationException")
                        .build())
                .statusCode(400)
                .build();
    }

    @Override
    public String serviceName() {
        return "streams.dynamodb";
    }

    @Override
    public void close() {
        // There is nothing open.
    }
}
