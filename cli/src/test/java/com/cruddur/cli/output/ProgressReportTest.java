package com.cruddur.cli.output;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProgressReportTest {

    /** What a person sees: both outputs are the same terminal. */
    private final StringWriter seen = new StringWriter();

    private final PrintWriter terminal = new PrintWriter(seen);

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void dataTakesThePlaceOfTheDrawnLine(boolean asJson) {
        try (ProgressReport progress = new ProgressReport(terminal, true);
                Listing listing = new Listing(terminal, asJson, progress)) {
            progress.at("items", 5, 10);
            String drawn = seen.toString();
            assertThat(drawn).startsWith("\r[==========          ] 5 of 10 items");

            listing.add(() -> Map.of("a", 1), () -> "a line");

            assertThat(seen.toString().substring(drawn.length()))
                    .startsWith("\r" + " ".repeat(drawn.length() - 1) + "\r")
                    .contains(asJson ? "\"a\": 1" : "a line\n");
        }
        assertThat(seen.toString()).contains("5 of 10 items").endsWith("\n");
    }
}
