package com.cruddur.cli.ddb.read;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.DescribeStreamRequest;
import software.amazon.awssdk.services.dynamodb.model.DescribeStreamResponse;
import software.amazon.awssdk.services.dynamodb.model.ExpiredIteratorException;
import software.amazon.awssdk.services.dynamodb.model.GetRecordsRequest;
import software.amazon.awssdk.services.dynamodb.model.GetRecordsResponse;
import software.amazon.awssdk.services.dynamodb.model.GetShardIteratorRequest;
import software.amazon.awssdk.services.dynamodb.model.GetShardIteratorResponse;
import software.amazon.awssdk.services.dynamodb.model.Record;
import software.amazon.awssdk.services.dynamodb.model.Shard;
import software.amazon.awssdk.services.dynamodb.model.ShardIteratorType;
import software.amazon.awssdk.services.dynamodb.model.TrimmedDataAccessException;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;

class StreamReaderTest {

    private final ListedStream stream = new ListedStream();

    @Test
    void aChildThatIsListedBeforeItsParentIsReadAfterIt() {
        stream.shard("child", "parent", "3", "4").shard("parent", null, "1", "2");
        stream.ended.add("parent");

        assertThat(read(new StreamReader(stream, "arn", true, remark -> {}), 4)).containsExactly("1", "2", "3", "4");
    }

    @Test
    void fromNowOnShardsThatHaveEndedAreLeftOutAndTheirChildrenAreNot() {
        stream.shard("child", "parent", "3").shard("parent", null, "1", "2");
        stream.ended.add("parent");
        StreamReader reader = new StreamReader(stream, "arn", false, remark -> {});
        assertThat(reader.openShards()).isEqualTo(1);

        stream.shard("grandchild", "child", "4", "5");
        stream.ended.add("child");

        assertThat(read(reader, 3)).containsExactly("4", "5");
    }

    /** DynamoDB answers so for an iterator of a shard that was empty when it was trimmed. */
    @Test
    void whoHasReadNothingYetMissesNothingWhenAShardIsTrimmed() {
        List<String> remarks = new ArrayList<>();
        stream.shard("only", null, "1", "2");
        stream.trimmed.add("only/0");
        StreamReader reader = new StreamReader(stream, "arn", true, remarks::add);

        assertThat(read(reader, 2)).containsExactly("1", "2");
        assertThat(remarks).isEmpty();
    }

    @Test
    void whoHasReadSomeIsToldThatRecordsAreGone() {
        List<String> remarks = new ArrayList<>();
        stream.shard("only", null, "1", "2", "3");
        StreamReader reader = new StreamReader(stream, "arn", true, remarks::add);
        assertThat(read(reader, 1)).containsExactly("1");

        stream.trimmed.add("only/1");
        stream.records.put("only", List.of("3"));

        assertThat(read(reader, 1)).containsExactly("3");
        assertThat(remarks).singleElement().asString().contains("24 hours");
    }

    /** A machine that slept: the iterator has expired, and what came after its record is trimmed. */
    @Test
    void recordsThatAreGoneAfterAnExpiredIteratorAreToldToo() {
        List<String> remarks = new ArrayList<>();
        stream.shard("only", null, "1", "2", "3");
        StreamReader reader = new StreamReader(stream, "arn", true, remarks::add);
        assertThat(read(reader, 1)).containsExactly("1");

        stream.expired.add("only/1");
        stream.trimmed.add("only after 1");
        stream.records.put("only", List.of("3"));

        assertThat(read(reader, 1)).containsExactly("3");
        assertThat(remarks).singleElement().asString().contains("24 hours");
    }

    private static List<String> read(StreamReader reader, int polls) {
        List<String> read = new ArrayList<>();
        for (int i = 0; i < polls; i++) {
            reader.poll(found -> read.add(found.dynamodb().sequenceNumber()));
        }
        return read;
    }

    /** Shards in the order in which they are listed; an iterator is a shard and a place in it. */
    private static final class ListedStream implements DynamoDbStreamsClient {

        private final List<Shard> shards = new ArrayList<>();
        private final Map<String, List<String>> records = new LinkedHashMap<>();
        private final List<String> ended = new ArrayList<>();
        private final List<String> expired = new ArrayList<>();
        /** Iterators, or places to begin at; each fails once. */
        private final List<String> trimmed = new ArrayList<>();

        ListedStream shard(String id, @Nullable String parent, String... sequenceNumbers) {
            shards.add(Shard.builder().shardId(id).parentShardId(parent).build());
            records.put(id, List.of(sequenceNumbers));
            return this;
        }

        @Override
        public DescribeStreamResponse describeStream(DescribeStreamRequest request) {
            List<Shard> listed = shards.stream()
                    .map(shard -> shard.toBuilder()
                            .sequenceNumberRange(
                                    range -> range.endingSequenceNumber(ended.contains(shard.shardId()) ? "9" : null))
                            .build())
                    .toList();
            return DescribeStreamResponse.builder()
                    .streamDescription(description -> description.shards(listed))
                    .build();
        }

        @Override
        public GetShardIteratorResponse getShardIterator(GetShardIteratorRequest request) {
            failOnce(trimmed, request.shardId() + " after " + request.sequenceNumber());
            int at = request.shardIteratorType() == ShardIteratorType.LATEST
                    ? records.get(request.shardId()).size()
                    : 0;
            return GetShardIteratorResponse.builder()
                    .shardIterator(request.shardId() + "/" + at)
                    .build();
        }

        /** One record at a time. */
        @Override
        public GetRecordsResponse getRecords(GetRecordsRequest request) {
            if (expired.remove(request.shardIterator())) {
                throw ExpiredIteratorException.builder().message("expired").build();
            }
            failOnce(trimmed, request.shardIterator());
            String[] iterator = request.shardIterator().split("/", 2);
            List<String> all = records.get(iterator[0]);
            int from = Integer.parseInt(iterator[1]);
            int to = Math.min(from + 1, all.size());
            boolean end = to == all.size() && ended.contains(iterator[0]);
            return GetRecordsResponse.builder()
                    .records(all.subList(from, to).stream()
                            .map(number -> Record.builder()
                                    .dynamodb(change -> change.sequenceNumber(number))
                                    .build())
                            .toList())
                    .nextShardIterator(end ? null : iterator[0] + "/" + to)
                    .build();
        }

        private static void failOnce(List<String> places, String place) {
            if (places.remove(place)) {
                throw TrimmedDataAccessException.builder().message("trimmed").build();
            }
        }

        @Override
        public String serviceName() {
            return "streams";
        }

        @Override
        public void close() {
            // There is nothing open.
        }
    }
}
