package com.cruddur.cli.ddb.replay;

import com.cruddur.core.conversation.ConversationId;
import com.cruddur.core.table.TableSpec;
import java.math.BigInteger;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.GetRecordsResponse;
import software.amazon.awssdk.services.dynamodb.model.Record;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;
import software.amazon.awssdk.services.dynamodb.model.ShardIteratorType;
import software.amazon.awssdk.services.dynamodb.model.TrimmedDataAccessException;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;

/** What a note points to: a stream keeps it for 24 hours. */
public final class StreamRecords {

    private final DynamoDbStreamsClient streams;

    public StreamRecords(DynamoDbStreamsClient streams) {
        this.streams = streams;
    }

    /** @return the conversations of a batch's records; empty if the stream has them no more */
    Optional<Set<ConversationId>> conversations(FailureNote note) {
        Set<ConversationId> conversations = new TreeSet<>();
        BigInteger end = new BigInteger(note.end());
        try {
            String iterator = streams.getShardIterator(get -> get.streamArn(note.streamArn())
                            .shardId(note.shardId())
                            .shardIteratorType(ShardIteratorType.AT_SEQUENCE_NUMBER)
                            .sequenceNumber(note.start()))
                    .shardIterator();
            boolean more = true;
            while (iterator != null && more) {
                String next = iterator;
                GetRecordsResponse page = streams.getRecords(get -> get.shardIterator(next));
                for (Record record : page.records()) {
                    int place = new BigInteger(record.dynamodb().sequenceNumber()).compareTo(end);
                    more = place < 0;
                    if (place <= 0) {
                        conversation(record.dynamodb().keys()).ifPresent(conversations::add);
                    }
                }
                iterator = page.nextShardIterator();
            }
            return Optional.of(conversations);
        } catch (TrimmedDataAccessException | ResourceNotFoundException gone) {
            return Optional.empty();
        }
    }

    private static Optional<ConversationId> conversation(Map<String, AttributeValue> keys) {
        AttributeValue pk = keys.get(TableSpec.PK);
        return pk == null || pk.s() == null ? Optional.empty() : conversation(pk.s());
    }

    /** Which conversation an item is of; empty for one that the stream function does not follow. */
    static Optional<ConversationId> conversation(String pk) {
        for (String prefix : new String[] {TableSpec.MESSAGE_PREFIX, TableSpec.ABOUT_PREFIX}) {
            if (pk.startsWith(prefix)) {
                try {
                    return Optional.of(ConversationId.parse(pk.substring(prefix.length())));
                } catch (IllegalArgumentException e) {
                    return Optional.empty();
                }
            }
        }
        return Optional.empty();
    }
}
