package com.cruddur.api.store;

import org.flywaydb.core.api.CoreErrorCode;
import org.flywaydb.core.api.FlywayException;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Says what to do where the database is another program's: Flyway names a method of its own instead. */
final class ForeignTablesAnalyzer extends AbstractFailureAnalyzer<FlywayException> {

    @Override
    protected @Nullable FailureAnalysis analyze(Throwable failure, FlywayException cause) {
        if (cause.getErrorCode() != CoreErrorCode.NON_EMPTY_SCHEMA_WITHOUT_SCHEMA_HISTORY_TABLE) {
            return null;
        }
        return new FailureAnalysis(
                "The database of users and activities holds tables that are not ours. Nothing was changed.",
                "Set spring.datasource.url to a database of another name, made with './cruddur db setup --no-seed"
                        + " --database-url <ours>'. docs/migrate.md says how users of the original come into it.",
                cause);
    }
}
