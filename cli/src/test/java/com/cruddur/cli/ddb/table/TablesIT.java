package com.cruddur.cli.ddb.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.cruddur.core.problem.CruddurException;
import com.cruddur.core.problem.ErrorCode;
import com.cruddur.core.table.TableAdmin;
import com.cruddur.core.table.TableSpec;
import com.cruddur.core.testing.DynamoDbExtension;
import com.cruddur.core.testing.LocalDynamoDb;
import java.util.Collection;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.ListTablesRequest;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;

@ExtendWith(DynamoDbExtension.class)
class TablesIT {

    private final DynamoDbClient client;
    private final Tables tables;

    TablesIT(DynamoDbClient client) {
        this.client = client;
        this.tables = new Tables(client);
    }

    @Test
    void listsAndDescribesATable() {
        String name = "load-" + UUID.randomUUID();
        new TableAdmin(client).load(name);

        assertThat(tables.list()).contains(name);
        TableDescription table = tables.describe(name);
        assertThat(table.keySchema()).extracting(k -> k.attributeName()).containsExactly("pk", "sk");
    }

    @Test
    void listsMoreTablesThanOnePageHolds() {
        String prefix = "many-" + UUID.randomUUID() + "-";
        for (int i = 0; i < 5; i++) {
            client.createTable(TableSpec.createTable(prefix + i));
        }
        try (DynamoDbClient pagesOfTwo = LocalDynamoDb.shared().client(new PagesOfTwo())) {
            assertThat(new Tables(pagesOfTwo).list().stream().filter(name -> name.startsWith(prefix)))
                    .hasSize(5);
        }
    }

    @Test
    void aTableOfAnotherLayoutIsNotOurs() {
        String ours = "ours-" + UUID.randomUUID();
        String theirs = "theirs-" + UUID.randomUUID();
        new TableAdmin(client).load(ours);
        CreateTableRequest spec = TableSpec.createTable(theirs);
        client.createTable(spec.toBuilder()
                .attributeDefinitions(spec.attributeDefinitions().subList(0, 2))
                .globalSecondaryIndexes((Collection<GlobalSecondaryIndex>) null)
                .build());

        assertThat(tables.requireOurs(ours)).isEqualTo(tables.identity(ours));
        assertThatThrownBy(() -> tables.requireOurs(theirs))
                .isInstanceOfSatisfying(
                        CruddurException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.CONFLICT))
                .hasMessageContaining("The table " + theirs + " is not ours")
                .hasMessageContaining("Nothing was written");
    }

    private static final class PagesOfTwo implements ExecutionInterceptor {
        @Override
        public SdkRequest modifyRequest(Context.ModifyRequest context, ExecutionAttributes attributes) {
            return context.request() instanceof ListTablesRequest list
                    ? list.toBuilder().limit(2).build()
                    : context.request();
        }
    }
}
