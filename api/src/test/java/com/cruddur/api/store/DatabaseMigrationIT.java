package com.cruddur.api.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.cruddur.api.testing.Wire;
import com.cruddur.core.people.Handle;
import com.cruddur.core.people.Users;
import com.cruddur.core.testing.LocalPostgres;
import com.cruddur.core.testing.PostgresDatabase;
import com.cruddur.core.testing.PostgresExtension;
import java.net.URI;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.postgresql.ds.PGSimpleDataSource;
import org.springframework.boot.DefaultApplicationArguments;
import org.springframework.boot.diagnostics.FailureAnalysis;

@ExtendWith(PostgresExtension.class)
class DatabaseMigrationIT {

    private final PostgresDatabase database = LocalPostgres.shared().freshDatabase();

    @Test
    void aDatabaseThatComesLaterIsMigratedThen() throws Exception {
        URI address = URI.create(database.jdbcUrl().substring("jdbc:".length()));
        try (Wire wire = Wire.to(address.getPort())) {
            PGSimpleDataSource throughWire = new PGSimpleDataSource();
            throughWire.setUrl(database.jdbcUrl().replace(":" + address.getPort() + "/", ":" + wire.port() + "/"));
            Wire.Broken away = wire.cut();
            CompletableFuture<Void> migration = CompletableFuture.runAsync(() -> migrate(throughWire));
            assertThat(migration).isNotCompletedExceptionally().isNotDone();

            Thread.sleep(500);
            assertThat(migration).isNotDone();
            away.close();

            migration.get(10, TimeUnit.SECONDS);
        }
        assertThat(new Users(database.dataSource()).byHandle(new Handle("nobody")))
                .isEmpty();
    }

    @Test
    void aDatabaseThatIsNotOursEndsTheStart() {
        PGSimpleDataSource wrong = new PGSimpleDataSource();
        wrong.setUrl(database.jdbcUrl().replaceFirst("/test_[a-z0-9]+", "/no_such_database"));

        assertThatThrownBy(() -> migrate(wrong)).hasMessageContaining("no_such_database");
    }

    /** The original's, for instance. */
    @Test
    void tablesOfAnotherProgramEndTheStartWithALineThatSaysWhatToDo() throws SQLException {
        PGSimpleDataSource others = new PGSimpleDataSource();
        others.setUrl(database.jdbcUrl());
        try (Connection connection = others.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("create table users (uuid uuid, handle text)");
        }

        FailureAnalysis analysis =
                new ForeignTablesAnalyzer().analyze(new IllegalStateException(catchThrowable(() -> migrate(others))));

        assertThat(analysis.getDescription()).contains("holds tables that are not ours", "Nothing was changed");
        assertThat(analysis.getAction()).contains("spring.datasource.url", "docs/migrate.md");
    }

    private static void migrate(PGSimpleDataSource dataSource) {
        try {
            new DatabaseMigration(() -> dataSource).run(new DefaultApplicationArguments());
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
