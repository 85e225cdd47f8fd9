package com.cruddur.api.store.measure;

import com.cruddur.core.problem.ErrorCode;
import com.cruddur.core.table.AccessPattern;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import software.amazon.awssdk.core.exception.SdkServiceException;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttribute;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

/**
 * Observes every call of DynamoDB with all its attempts: timer {@code cruddur_store_call_seconds}, with
 * {@code store="dynamodb"}, {@code call} (the access pattern) and {@code outcome}; a span of the request's trace where
 * tracing is on. Calls without a pattern, those of the health check, are not observed.
 *
 * <p>Outcomes: {@code ok}, {@code condition_false} (a write whose condition did not hold: usual, not a failure),
 * {@code throttled}, {@code unavailable} (timeout, no connection, a failure of DynamoDB), {@code error} (our mistake).
 */
@Component
class TableCallObservations implements ExecutionInterceptor {

    private static final ExecutionAttribute<Call> CALL = new ExecutionAttribute<>("com.cruddur.api.ObservedCall");

    private final ObservationRegistry observations;

    TableCallObservations(ObservationRegistry observations) {
        this.observations = observations;
    }

    @Override
    public void beforeExecution(Context.BeforeExecution context, ExecutionAttributes attributes) {
        AccessPattern pattern = AccessPattern.of(attributes);
        if (pattern != null) {
            Observation observation = StoreCall.begin(observations, "dynamodb", pattern.metricName());
            attributes.putAttribute(CALL, new Call(observation, observation.openScope()));
        }
    }

    @Override
    public void afterExecution(Context.AfterExecution context, ExecutionAttributes attributes) {
        end(attributes, "ok", null);
    }

    @Override
    public void onExecutionFailure(Context.FailedExecution context, ExecutionAttributes attributes) {
        Throwable failure = context.exception();
        String outcome = outcome(failure);
        end(attributes, outcome, outcome.equals("condition_false") ? null : failure);
    }

    private static void end(ExecutionAttributes attributes, String outcome, @Nullable Throwable failure) {
        Call call = attributes.getAttribute(CALL);
        if (call != null) {
            call.scope.close();
            StoreCall.end(call.observation, outcome, failure);
        }
    }

    private static String outcome(Throwable failure) {
        if (failure instanceof ConditionalCheckFailedException) {
            return "condition_false";
        }
        if (failure instanceof TransactionCanceledException cancelled
                && cancelled.cancellationReasons().stream()
                        .anyMatch(reason -> "ConditionalCheckFailed".equals(reason.code()))) {
            return "condition_false";
        }
        if (failure instanceof SdkServiceException service && service.isThrottlingException()) {
            return "throttled";
        }
        return ErrorCode.of(failure) == ErrorCode.TEMPORARILY_UNAVAILABLE ? "unavailable" : "error";
    }

    private record Call(Observation observation, Observation.Scope scope) {}
}
