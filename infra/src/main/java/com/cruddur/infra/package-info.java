/**
 * The system on AWS, as a CDK app. It reads the table from core's {@code TableSpec}.
 *
 * <p>Templates must not differ from one run to the next: a map of two entries or more is a {@code TreeMap} where it
 * goes into a template, since {@code Map.of} has another order in each JVM.
 */
@NullMarked
package com.cruddur.infra;

import org.jspecify.annotations.NullMarked;
