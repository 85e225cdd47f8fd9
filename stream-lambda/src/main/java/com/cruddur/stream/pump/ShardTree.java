package com.cruddur.stream.pump;

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
 * The shards of a stream. A shard lives for some hours and is followed by its children; two versions of one item may
 * lie in a parent and in its child, so the parent comes first.
 */
record ShardTree(List<Shard> shards) {

    /** All shards, every page of them. */
    static ShardTree of(DynamoDbStreamsClient streams, String streamArn) {
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

    Set<String> ids() {
        return shards.stream().map(Shard::shardId).collect(Collectors.toSet());
    }

    /** The shards to read now: unfinished, with a parent that is finished or has gone from the stream. */
    List<String> ready(Predicate<String> finished) {
        Set<String> ids = ids();
        return shards.stream()
                .filter(shard -> !finished.test(shard.shardId()))
                .filter(shard -> !ids.contains(shard.parentShardId()) || finished.test(shard.parentShardId()))
                .map(Shard::shardId)
                .toList();
    }
}
