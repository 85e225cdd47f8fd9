package com.cruddur.core.testing;

/**
 * Whether this run is the long one, {@code mvn verify -Pproof}: the same tests with more tries, and those that a plain
 * {@code mvn verify} leaves out ({@link InProof}).
 */
public final class Proof {

    /** Names what the long run does differently: CI runs those tests alone, with {@code -Dgroups=proof}. */
    public static final String TAG = "proof";

    public static final boolean IS_ON = Boolean.getBoolean("proof");

    private Proof() {}
}
