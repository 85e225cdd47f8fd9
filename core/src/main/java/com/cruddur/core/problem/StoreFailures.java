package com.cruddur.core.problem;

import java.sql.SQLException;
import java.sql.SQLTransientException;
import java.util.Set;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;
import software.amazon.awssdk.services.dynamodb.model.TransactionConflictException;
import software.amazon.awssdk.services.dynamodb.model.TransactionInProgressException;

/** Tells the failures of DynamoDB and PostgreSQL that are transient from those that are our mistakes. */
final class StoreFailures {

    /** SQLSTATE classes: connection exception, insufficient resources, operator intervention. */
    private static final Set<String> TRANSIENT_SQL_STATES = Set.of("08", "53", "57");

    /** Why DynamoDB cancels a transaction that may succeed later. */
    private static final Set<String> TRANSIENT_CANCELLATIONS =
            Set.of("TransactionConflict", "ProvisionedThroughputExceeded", "ThrottlingError");

    private StoreFailures() {}

    static boolean isTransient(Throwable failure) {
        if (failure instanceof TransactionCanceledException cancelled) {
            return cancelled.cancellationReasons().stream()
                    .anyMatch(reason -> reason.code() != null && TRANSIENT_CANCELLATIONS.contains(reason.code()));
        }
        if (failure instanceof AwsServiceException service) {
            return service.isThrottlingException()
                    || service.statusCode() >= 500
                    || service instanceof TransactionConflictException
                    || service instanceof TransactionInProgressException
                    // The table is being made, or the configuration names another one.
                    || service instanceof ResourceNotFoundException;
        }
        // Timeouts, refused and broken connections.
        return failure instanceof SdkClientException || isTransientSql(failure);
    }

    private static boolean isTransientSql(Throwable failure) {
        for (Throwable t = failure; t != null; t = t.getCause()) {
            if (t instanceof SQLTransientException) {
                return true;
            }
            if (t instanceof SQLException sql
                    && sql.getSQLState() != null
                    && sql.getSQLState().length() == 5
                    && TRANSIENT_SQL_STATES.contains(sql.getSQLState().substring(0, 2))) {
                return true;
            }
        }
        return false;
    }
}
