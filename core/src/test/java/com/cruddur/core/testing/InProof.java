package com.cruddur.core.testing;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * A test of the long run only. So are those that start whole systems as processes, bring crowds, or wait for what is slow,
 * where a shorter test already fails for the common mistakes.
 */
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
@Tag(Proof.TAG)
@EnabledIfSystemProperty(named = "proof", matches = "true", disabledReason = "takes long: runs with -Pproof")
public @interface InProof {}
