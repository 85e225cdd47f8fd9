package com.cruddur.stream.pump;

import com.cruddur.core.table.TableClient;
import java.net.URI;
import java.util.Map;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClientBuilder;

/** The clients of the table and of its stream, as the SDK's environment wants them. */
record StoreClients(DynamoDbClient dynamoDb, DynamoDbStreamsClient streams) {

    static final String ENDPOINT = "AWS_ENDPOINT_URL_DYNAMODB";
    static final String STREAMS_ENDPOINT = "AWS_ENDPOINT_URL_DYNAMODB_STREAMS";

    static StoreClients from(Map<String, String> environment) {
        DynamoDbClient dynamoDb = DynamoDbClient.builder()
                .httpClient(UrlConnectionHttpClient.create())
                .overrideConfiguration(TableClient.settings().build())
                .build();
        DynamoDbStreamsClientBuilder streams = DynamoDbStreamsClient.builder()
                .httpClient(UrlConnectionHttpClient.create())
                .overrideConfiguration(TableClient.settings().build());
        // To the SDK streams are a service of their own, but DynamoDB Local has one port for both.
        String endpoint = environment.get(ENDPOINT);
        if (endpoint != null && !environment.containsKey(STREAMS_ENDPOINT)) {
            streams.endpointOverride(URI.create(endpoint));
        }
        return new StoreClients(dynamoDb, streams.build());
    }
}
