package com.cruddur.core.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.cruddur.core.testing.MessagingTable;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;

class TransactionIT {

    private static final MessagingTable TABLE = MessagingTable.create();

    @Test
    void writesAllAndSaysThatNoConditionWasFalse() {
        assertThat(of("all", "1", "2").write(TABLE.client(), AccessPattern.OPERATE))
                .isEmpty();

        assertThat(TABLE.items("all")).hasSize(2);
    }

    @Test
    void writesNothingAndNamesTheWritesWhoseConditionWasFalse() {
        of("some", "2", "4").write(TABLE.client(), AccessPattern.OPERATE);

        assertThat(of("some", "1", "2", "3", "4").write(TABLE.client(), AccessPattern.OPERATE))
                .containsExactly("item 2", "item 4");

        assertThat(TABLE.items("some")).hasSize(2);
    }

    @Test
    void failsForEveryOtherReason() {
        Transaction elsewhere = new Transaction("no-such-table").putIfAbsent("item", item("none", "1"));

        assertThatThrownBy(() -> elsewhere.write(TABLE.client(), AccessPattern.OPERATE))
                .isInstanceOf(ResourceNotFoundException.class);
    }

    private static Transaction of(String pk, String... sks) {
        Transaction transaction = new Transaction(TABLE.name());
        for (String sk : sks) {
            transaction.putIfAbsent("item " + sk, item(pk, sk));
        }
        return transaction;
    }

    private static Map<String, AttributeValue> item(String pk, String sk) {
        return Item.of(pk, sk).attributes();
    }
}
