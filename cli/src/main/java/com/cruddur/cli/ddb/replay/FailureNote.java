package com.cruddur.cli.ddb.replay;

import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/**
 * A batch that Lambda gave up, as it tells the failure queue: where its records are in the stream, not what they say.
 *
 * @param receipt with which the queue's message is deleted
 * @param end the sequence number of the last record; the batch may hold records between that were not for the function
 * @param since when the first record was written, in ISO-8601
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/services-dynamodb-errors.html">What Lambda sends</a>
 */
record FailureNote(String receipt, String streamArn, String shardId, String start, String end, String since) {

    private static final JsonFactory JSON = new JsonFactory();
    /** Sequence numbers of DynamoDB have 21 to 40 digits. */
    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,40}");

    private static final String BATCH = "DDBStreamBatchInfo";

    /** @return null for a message that is no such note */
    static @Nullable FailureNote read(String receipt, String body) {
        Map<String, String> batch = batch(body);
        String stream = batch.get("streamArn");
        String shard = batch.get("shardId");
        String start = batch.get("startSequenceNumber");
        String end = batch.get("endSequenceNumber");
        return stream == null || shard == null || start == null || end == null || !isNumber(start) || !isNumber(end)
                ? null
                : new FailureNote(
                        receipt,
                        stream,
                        shard,
                        start,
                        end,
                        batch.getOrDefault("approximateArrivalOfFirstRecord", "at an unknown time"));
    }

    private static boolean isNumber(String text) {
        return NUMBER.matcher(text).matches();
    }

    private static Map<String, String> batch(String body) {
        Map<String, String> batch = new HashMap<>();
        try (JsonParser json = JSON.createParser(ObjectReadContext.empty(), body)) {
            boolean inside = false;
            for (JsonToken token = json.nextToken(); token != null; token = json.nextToken()) {
                if (token == JsonToken.START_OBJECT) {
                    inside = BATCH.equals(json.streamReadContext().getParent().currentName());
                } else if (token == JsonToken.VALUE_STRING && inside) {
                    batch.put(json.currentName(), json.getString());
                }
            }
            return batch;
        } catch (JacksonException e) {
            return Map.of();
        }
    }
}
