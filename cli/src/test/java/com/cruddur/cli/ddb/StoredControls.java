package com.cruddur.cli.ddb;

import java.util.Map;
import java.util.stream.Collectors;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;

/** Stores control characters in messages, which were once taken and may be in a table: hidden on the way to it. */
final class StoredControls implements ExecutionInterceptor {

    private static final char ESCAPE = '\u241b';
    private static final char CONTROL_SEQUENCE = '\u2400';

    static String hidden(String text) {
        return text.replace('\u001b', ESCAPE).replace('\u009b', CONTROL_SEQUENCE);
    }

    @Override
    public SdkRequest modifyRequest(Context.ModifyRequest context, ExecutionAttributes attributes) {
        if (context.request() instanceof PutItemRequest put) {
            return put.toBuilder().item(shown(put.item())).build();
        }
        if (context.request() instanceof TransactWriteItemsRequest transaction) {
            return transaction.toBuilder()
                    .transactItems(transaction.transactItems().stream()
                            .map(write -> write.put() == null
                                    ? write
                                    : write.toBuilder()
                                            .put(write.put().toBuilder()
                                                    .item(shown(write.put().item()))
                                                    .build())
                                            .build())
                            .toList())
                    .build();
        }
        return context.request();
    }

    private static Map<String, AttributeValue> shown(Map<String, AttributeValue> item) {
        return item.entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, member -> shown(member.getValue())));
    }

    private static AttributeValue shown(AttributeValue value) {
        return value.s() == null
                ? value
                : AttributeValue.fromS(value.s().replace(ESCAPE, '\u001b').replace(CONTROL_SEQUENCE, '\u009b'));
    }
}
