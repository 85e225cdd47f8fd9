package com.cruddur.api.store.measure;

import com.cruddur.core.people.Statement;
import com.cruddur.core.problem.ErrorCode;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import java.sql.SQLException;
import org.jdbi.v3.core.statement.SqlLogger;
import org.jdbi.v3.core.statement.StatementContext;
import org.springframework.stereotype.Component;

/**
 * Observes every statement for PostgreSQL, as {@link TableCallObservations} does for DynamoDB: {@code
 * store="postgresql"}, {@code call} is the {@link Statement}. The wait for a connection is not in it: {@code
 * hikaricp_connections_acquire_seconds}.
 */
@Component
class StatementObservations implements SqlLogger {

    private static final String OBSERVATION = "com.cruddur.api.observation";

    private final ObservationRegistry observations;

    StatementObservations(ObservationRegistry observations) {
        this.observations = observations;
    }

    @Override
    public void logBeforeExecution(StatementContext context) {
        Statement statement = Statement.of(context);
        if (statement != null) {
            context.define(OBSERVATION, StoreCall.begin(observations, "postgresql", statement.metricName()));
        }
    }

    @Override
    public void logAfterExecution(StatementContext context) {
        if (context.getAttribute(OBSERVATION) instanceof Observation observation) {
            StoreCall.end(observation, "ok", null);
        }
    }

    @Override
    public void logException(StatementContext context, SQLException failure) {
        if (context.getAttribute(OBSERVATION) instanceof Observation observation) {
            boolean isTransient = ErrorCode.of(failure) == ErrorCode.TEMPORARILY_UNAVAILABLE;
            StoreCall.end(observation, isTransient ? "unavailable" : "error", failure);
        }
    }
}
