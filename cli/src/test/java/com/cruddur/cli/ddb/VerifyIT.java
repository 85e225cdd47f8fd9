package com.cruddur.cli.ddb;

import static com.cruddur.core.testing.MessagingTable.user;
import static org.assertj.core.api.Assertions.assertThat;

import com.cruddur.cli.CommandRun;
import com.cruddur.core.message.Message;
import com.cruddur.core.message.MessageText;
import com.cruddur.core.people.User;
import com.cruddur.core.table.Item;
import com.cruddur.core.testing.LocalDynamoDb;
import com.cruddur.core.testing.MessagingTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

class VerifyIT {

    private final MessagingTable table = MessagingTable.create();
    private final User andrew = user("andrewbrown");
    private final User bayko = user("bayko");

    @Test
    void rowsThatFollowTheirMessagesAreRight() {
        open();

        CommandRun run = verify(table);

        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).contains("1 messages, 2 rows, 1 conversations; 0 differences, 0 unreadable items");
    }

    @Test
    void aRowThatIsBehindIsToldAndLeft() {
        Message first = open();
        table.useCases().sendMessage().send(bayko, first.conversation(), new MessageText("again"), null);

        CommandRun run = verify(table);

        assertThat(run.exitCode()).isEqualTo(4);
        assertThat(run.out()).contains("the row shows an older message than the newest");
        assertThat(verify(table).exitCode()).as("it only reads").isEqualTo(4);
    }

    @Test
    void anItemThatNobodyCanReadIsADifference() {
        Message first = open();
        put(table, Item.of("MSG#" + first.conversation(), "0000000002").attributes());

        CommandRun run = verify(table);

        assertThat(run.exitCode()).isEqualTo(4);
        assertThat(run.err()).contains("Cannot be read: Item MSG#" + first.conversation() + " / 0000000002");
    }

    @Test
    void twoTablesAreComparedItemByItem() {
        MessagingTable copy = MessagingTable.create();
        Message first = open();
        table.client()
                .scanPaginator(scan -> scan.tableName(table.name()))
                .items()
                .forEach(item -> put(copy, item));
        assertThat(verify(table, "--against", copy.name()).err())
                .contains("3 items in " + table.name() + "; 0 of them are not in " + copy.name());
        assertThat(verify(table, "--against", copy.name()).exitCode()).isZero();

        table.useCases().sendMessage().send(bayko, first.conversation(), new MessageText("later"), null);
        put(copy, Item.of("BLK#" + andrew.id(), "somebody").attributes());
        String key = "GRP#" + andrew.id();
        copy.client()
                .updateItem(update -> update.tableName(copy.name())
                        .key(Item.of(key, first.conversation().toString()).attributes())
                        .updateExpression("SET message = :text")
                        .expressionAttributeValues(Map.of(":text", AttributeValue.fromS("spoilt"))));

        CommandRun run = verify(table, "--against", copy.name(), "--segments", "2");

        assertThat(run.exitCode()).isEqualTo(4);
        assertThat(run.out().lines())
                .containsExactlyInAnyOrder(
                        "only_here   message  MSG#" + first.conversation() + " / 0000000002",
                        "only_there  block  BLK#" + andrew.id() + " / somebody",
                        "different   conversation  " + key + " / " + first.conversation() + ": message");
        assertThat(run.err()).contains("1 of them are not in", "1 are different there; 1 are only there");
    }

    private Message open() {
        return table.useCases().openConversation().open(andrew, bayko, new MessageText("first"), null);
    }

    private static void put(MessagingTable table, Map<String, AttributeValue> item) {
        table.client().putItem(put -> put.tableName(table.name()).item(item));
    }

    private static CommandRun verify(MessagingTable table, String... options) {
        List<String> command = new ArrayList<>(List.of("ddb", "verify", "--output", "table", "--table", table.name()));
        command.addAll(List.of(options));
        return CommandRun.of(
                Map.of(
                        "AWS_ENDPOINT_URL_DYNAMODB",
                        LocalDynamoDb.shared().endpoint().toString(),
                        "AWS_REGION",
                        "us-east-1"),
                command.toArray(String[]::new));
    }
}
