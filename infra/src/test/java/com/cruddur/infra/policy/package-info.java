/**
 * IAM in tests: the policies of a synthesised template, and an interceptor that refuses calls which they do not grant. Not
 * all of IAM: a construct that it does not know makes the test fail.
 */
@NullMarked
package com.cruddur.infra.policy;

import org.jspecify.annotations.NullMarked;
