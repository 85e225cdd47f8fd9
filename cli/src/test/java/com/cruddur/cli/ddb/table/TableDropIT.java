package com.cruddur.cli.ddb.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.cruddur.core.problem.CruddurException;
import com.cruddur.core.problem.ErrorCode;
import com.cruddur.core.table.Item;
import com.cruddur.core.table.TableAdmin;
import com.cruddur.core.testing.DynamoDbExtension;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

@ExtendWith(DynamoDbExtension.class)
class TableDropIT {

    private final DynamoDbClient client;
    private final TableAdmin admin;
    private final Tables tables;
    private final TableDrop drop;
    private final String name = "drop-" + UUID.randomUUID();

    TableDropIT(DynamoDbClient client) {
        this.client = client;
        this.admin = new TableAdmin(client);
        this.tables = new Tables(client);
        this.drop = new TableDrop(client);
        admin.load(name);
    }

    @Test
    void aDroppedTableIsGoneAndAnotherOfItsNameIsAnother() {
        String first = tables.identity(name);
        drop.drop(name);
        assertThat(tables.list()).doesNotContain(name);

        admin.load(name);
        assertThat(tables.identity(name)).isNotEqualTo(first);
    }

    @Test
    void tellsAnEmptyTableFromOneThatHoldsSomething() {
        assertThat(drop.holdsItems(name)).isFalse();
        client.putItem(put -> put.tableName(name).item(Item.of("MSG#1", "1").attributes()));
        assertThat(drop.holdsItems(name)).isTrue();
    }

    @Test
    void deletionProtectionSaysHowToSwitchItOff() {
        client.updateTable(update -> update.tableName(name).deletionProtectionEnabled(true));

        assertThatThrownBy(() -> drop.drop(name))
                .isInstanceOfSatisfying(
                        CruddurException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.CONFLICT))
                .hasMessageContaining("--no-deletion-protection-enabled");
        assertThat(tables.list()).contains(name);
    }

    @Test
    void aTableThatIsNotThereIsNotFound() {
        assertThatThrownBy(() -> drop.drop("nowhere"))
                .isInstanceOfSatisfying(
                        CruddurException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.NOT_FOUND));
        assertThatThrownBy(() -> drop.holdsItems("nowhere")).hasMessageContaining(name);
    }
}
