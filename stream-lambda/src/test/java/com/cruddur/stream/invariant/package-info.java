/**
 * The invariants of the data model, each a property of generated scenarios: sends and deliveries with repetition, disorder,
 * cuts, rivals and failures, through the real UseCases and the real stream function.
 */
@org.jspecify.annotations.NullMarked
package com.cruddur.stream.invariant;
