/**
 * IAM in a test: the policies of a synthesised template, and a guard that refuses a client what they do not grant. Not a
 * whole IAM: what it does not know makes the test fail.
 */
@NullMarked
package com.cruddur.infra.policy;

import org.jspecify.annotations.NullMarked;
