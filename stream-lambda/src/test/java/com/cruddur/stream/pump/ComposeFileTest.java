package com.cruddur.stream.pump;

import static org.assertj.core.api.Assertions.assertThat;

import com.cruddur.core.testing.ComposeFile;
import org.junit.jupiter.api.Test;

/** A variable in docker-compose.yml that the pump does not read is a mistake. */
class ComposeFileTest {

    @Test
    void everyVariableOfThePumpIsOneThatItReads() {
        assertThat(ComposeFile.find().environment("stream-pump").keySet())
                .isSubsetOf(
                        Main.TABLE_NAME,
                        Main.STATE_DIR,
                        Main.CREATE_TABLE,
                        StoreClients.ENDPOINT,
                        StoreClients.STREAMS_ENDPOINT,
                        "CRUDDUR_VALKEY_URL",
                        "CRUDDUR_VALKEY_PASSWORD",
                        // Read by the AWS SDK itself.
                        "AWS_REGION",
                        "AWS_ACCESS_KEY_ID",
                        "AWS_SECRET_ACCESS_KEY");
    }
}
