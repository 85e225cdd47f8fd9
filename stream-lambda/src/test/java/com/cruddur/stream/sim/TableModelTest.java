package com.cruddur.stream.sim;

import static org.assertj.core.api.Assertions.assertThat;

import com.cruddur.core.message.MessageSeq;
import com.cruddur.core.table.Item;
import com.cruddur.core.table.TableSpec;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;

/** What only the model can: show less than there is. */
class TableModelTest {

    private static final QueryRequest ALL = QueryRequest.builder()
            .keyConditionExpression("pk = :pk")
            .expressionAttributeValues(Map.of(":pk", AttributeValue.fromS("MSG#a")))
            .build();

    private final TableModel table = new TableModel(changes -> {});

    @BeforeEach
    void putThree() {
        put(1, "one");
        put(2, "two");
        put(3, "three");
    }

    @Test
    void aReadMayMissAnyOfTheLatestWrites() {
        assertThat(numbers(0b000)).containsExactly(1L, 2L, 3L);
        assertThat(numbers(0b001)).as("behind by a prefix").containsExactly(1L, 2L);
        assertThat(numbers(0b010)).as("a hole").containsExactly(1L, 3L);
        assertThat(numbers(0b100)).as("no beginning").containsExactly(2L, 3L);
        assertThat(numbers(0b111)).isEmpty();
    }

    @Test
    void aReadMayShowAnItemAsItWasBefore() {
        put(2, "changed");

        assertThat(text(2, 0b0001)).isEqualTo("two");
        assertThat(text(2, 0b0010)).isEqualTo("changed");
    }

    @Test
    void aConsistentReadMissesNothing() {
        assertThat(table.query(ALL.toBuilder().consistentRead(true).build(), 0b111)
                        .items())
                .hasSize(3);
        assertThat(table.get(get(3).toBuilder().consistentRead(true).build(), 0b111)
                        .hasItem())
                .isTrue();
    }

    private void put(long seq, String text) {
        table.put(PutItemRequest.builder()
                .item(Item.of("MSG#a", MessageSeq.key(seq))
                        .with(TableSpec.MESSAGE, text)
                        .attributes())
                .build());
    }

    private List<Long> numbers(long hidden) {
        return table.query(ALL, hidden).items().stream()
                .map(item -> MessageSeq.ofKey(item.get(TableSpec.SK).s()))
                .toList();
    }

    private String text(long seq, long hidden) {
        return table.get(get(seq), hidden).item().get(TableSpec.MESSAGE).s();
    }

    private static GetItemRequest get(long seq) {
        return GetItemRequest.builder()
                .key(Item.of("MSG#a", MessageSeq.key(seq)).attributes())
                .build();
    }
}
