package com.cruddur.core.table;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.dynamodb.model.DescribeStreamRequest;
import software.amazon.awssdk.services.dynamodb.model.Shard;
import software.amazon.awssdk.services.dynamodb.model.StreamDescription;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;

/**
 * The shards of a table's stream, in any order. A shard lives for some hours and is followed by its children; two
 * versions of one item may lie in a parent and in its child, so whoever reads a stream reads the parent to its end first.
 *
 * @see <a href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Streams.html">AWS</a>
 */
public record ShardTree(List<Shard> shards) {

    /** All shards, every page of them. One DescribeStream for each 100. */
    public static ShardTree of(DynamoDbStreamsClient streams, String streamArn) {
        List<Shard> shards = new ArrayList<>();
        String last = null;
        do {
            StreamDescription page = streams.describeStream(DescribeStreamRequest.builder()
                            .streamArn(streamArn)
                            .exclusiveStartShardId(last)
                            .build())
                    .streamDescription();
            shards.addAll(page.shards());
            last = page.lastEvaluatedShardId();
        } while (last != null);
        return new ShardTree(List.copyOf(shards));
    }

    public Set<String> ids() {
        return shards.stream().map(Shard::shardId).collect(Collectors.toSet());
    }

    /**
     * The shards to read now: unfinished, with a parent that is finished or has gone from the stream.
     *
     * @param finished whether a shard, by its id, has been read to its end
     */
    public List<String> ready(Predicate<String> finished) {
        Set<String> ids = ids();
        return shards.stream()
                .filter(shard -> !finished.test(shard.shardId()))
                .filter(shard -> !ids.contains(shard.parentShardId()) || finished.test(shard.parentShardId()))
                .map(Shard::shardId)
                .toList();
    }
}
