package com.cruddur.cli.ddb;

import static org.assertj.core.api.Assertions.assertThat;

import com.cruddur.cli.OriginalsTable;
import com.cruddur.cli.ddb.table.Tables;
import com.cruddur.core.UseCases;
import com.cruddur.core.message.Message;
import com.cruddur.core.testing.LocalPostgres;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.dynamodb.model.TimeToLiveStatus;

/** What a person types and what is printed, for the commands of {@code ddb} that make, describe and drop tables. */
class TableTranscriptIT extends Transcripts {

    @Test
    void schemaLoad() {
        transcript.check("ddb-schema-load");
    }

    @Test
    void aTableThatIsOtherwiseIsComparedNotChanged() {
        OriginalsTable.create(table);

        transcript.check("ddb-schema-load-differs");
        assertThat(dynamoDb.describeTimeToLive(describe -> describe.tableName(table))
                        .timeToLiveDescription()
                        .timeToLiveStatus())
                .isEqualTo(TimeToLiveStatus.DISABLED);
    }

    @Test
    void listTables() {
        loaded();

        transcript.check("ddb-list-tables");
    }

    @Test
    void describeTable() {
        loaded();
        transcript.with("old", "old-" + UUID.randomUUID());
        OriginalsTable.create(transcript.value("old"));

        transcript.check("ddb-describe-table");
    }

    @Test
    void describeTablePrintsWhatTheAwsCliDoes() {
        loaded();

        assertThat(transcript.run("ddb describe-table"))
                .startsWith("{\n    \"Table\": {\n")
                .contains("\"TableName\": \"${table}\"", "\"TableStatus\": \"ACTIVE\"", "\"ItemCount\": 0")
                .contains("\"IndexName\": \"recency-index\"", "\"StreamViewType\": \"NEW_IMAGE\"")
                .contains("\"CreationDateTime\": \"<time>\"", "\"LatestStreamArn\": \"arn:aws:dynamodb:");
    }

    @Test
    void setUp() {
        transcript.check("ddb-setup");
    }

    @Test
    void setUpWithTheCodeThatWasPrintedBeginsAnew() {
        loaded();
        List<Message> sent = converse("Hello Bo");
        String code = DropConfirmation.code(new Tables(dynamoDb).identity(table));

        assertThat(transcript.run("ddb setup --confirm " + code))
                .isEqualTo(
                        "! PostgreSQL <address> (from CRUDDUR_DATABASE_URL)\n! Dropped the table ${table}\n! Made the table"
                                + " ${table}\n! 7 users and 383 messages are in"
                                + " ${table}\n");
        assertThat(UseCases.of(dynamoDb, table, Clock.systemUTC())
                        .listConversations()
                        .page(ada, false, null, 20)
                        .items())
                .as("those of before: " + sent)
                .isEmpty();
    }

    /** The table is dropped only when the rest can be done. */
    @ParameterizedTest
    @ValueSource(strings = {"postgresql://127.0.0.1:1/nothing", "${empty}"})
    void setUpDropsNothingWhereTheSampleCannotBeLoaded(String database) {
        loaded();
        transcript.with("empty", LocalPostgres.shared().freshDatabase().jdbcUrl());
        String before = new Tables(dynamoDb).identity(table);

        assertThat(transcript.run("ddb setup --database-url " + database)).containsPattern("\\[exit [36]]");
        assertThat(new Tables(dynamoDb).identity(table)).isEqualTo(before);
    }

    @Test
    void drop() {
        loaded();
        converse("Hello Bo");

        transcript.check("ddb-drop");
    }

    @Test
    void dropWithTheCodeThatWasPrinted() {
        loaded();
        converse("Hello Bo");
        String code = DropConfirmation.code(new Tables(dynamoDb).identity(table));

        assertThat(transcript.run("ddb drop ${table} --confirm " + code)).isEqualTo("! Dropped the table ${table}\n");
        assertThat(new Tables(dynamoDb).list()).doesNotContain(table);
    }

    @Test
    void deletionProtectionIsSaid() {
        loaded();
        dynamoDb.updateTable(update -> update.tableName(table).deletionProtectionEnabled(true));

        String printed = transcript.run("ddb drop ${table}");
        dynamoDb.updateTable(update -> update.tableName(table).deletionProtectionEnabled(false));

        assertThat(printed).contains("Deletion protection keeps ${table}", "[exit 4]");
    }
}
