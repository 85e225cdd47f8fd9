package com.cruddur.stream.invariant;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttribute;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;

/** Lets a client's calls fail by plan: a fault for each of the next calls, and none after that. */
final class Faults implements ExecutionInterceptor {

    private static final ExecutionAttribute<Fault> FAULT = new ExecutionAttribute<>("planned-fault");

    private record Plan(List<Fault> faults, AtomicInteger next) {}

    private final AtomicReference<Plan> plan = new AtomicReference<>(new Plan(List.of(), new AtomicInteger()));

    void plan(List<Fault> faults) {
        plan.set(new Plan(faults, new AtomicInteger()));
    }

    @Override
    public void beforeExecution(Context.BeforeExecution context, ExecutionAttributes attributes) {
        Plan current = plan.get();
        int call = current.next.getAndIncrement();
        Fault fault = call < current.faults.size() ? current.faults.get(call) : Fault.NONE;
        attributes.putAttribute(FAULT, fault);
        if (fault == Fault.BEFORE) {
            throw failure();
        }
    }

    @Override
    public void afterExecution(Context.AfterExecution context, ExecutionAttributes attributes) {
        if (attributes.getAttribute(FAULT) == Fault.AFTER) {
            throw failure();
        }
    }

    private static SdkClientException failure() {
        return SdkClientException.create("planned fault");
    }
}
