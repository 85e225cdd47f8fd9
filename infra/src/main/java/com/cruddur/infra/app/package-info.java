/**
 * The system on AWS, as a CDK app: its entry point, the stacks of one environment, and the environments that there are.
 * Each of the other packages is one stack, or a part that stacks share. The table is read from core's {@code TableSpec}.
 *
 * <p>Templates must not differ from one run to the next: a map of two entries or more is a {@code TreeMap} where it
 * goes into a template, since {@code Map.of} has another order in each JVM.
 */
@NullMarked
package com.cruddur.infra.app;

import org.jspecify.annotations.NullMarked;
