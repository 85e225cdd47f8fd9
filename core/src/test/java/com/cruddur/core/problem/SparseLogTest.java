package com.cruddur.core.problem;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SparseLogTest {

    private final List<String> lines = new ArrayList<>();
    private final List<Runnable> later = new ArrayList<>();
    private final SparseLog log = new SparseLog(lines::add, later::add);

    private void tenSecondsPass() {
        List<Runnable> due = List.copyOf(later);
        later.clear();
        due.forEach(Runnable::run);
    }

    @Test
    void theFirstIsLoggedAtOnceAndTheOthersAreALineInTenSeconds() {
        for (int i = 1; i <= 1_000; i++) {
            log.add("table", "Refused " + i);
        }
        assertThat(lines).containsExactly("Refused 1");

        tenSecondsPass();
        log.add("table", "Refused 1001");
        assertThat(lines).containsExactly("Refused 1", "Refused 1000 (999 of this kind in 10 s)");

        tenSecondsPass();
        assertThat(lines).endsWith("Refused 1001 (1 of this kind in 10 s)").hasSize(3);
    }

    @Test
    void afterTenQuietSecondsTheNextIsLoggedAtOnce() {
        log.add("table", "Refused 1");
        tenSecondsPass();
        assertThat(later).isEmpty();

        log.add("table", "Refused 2");

        assertThat(lines).containsExactly("Refused 1", "Refused 2");
    }

    @Test
    void anotherKindIsLoggedAtOnceToo() {
        log.add("table", "Refused by the table");
        log.add("database", "Refused by the database");

        assertThat(lines).containsExactly("Refused by the table", "Refused by the database");
    }
}
