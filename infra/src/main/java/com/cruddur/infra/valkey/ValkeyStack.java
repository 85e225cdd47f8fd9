package com.cruddur.infra.valkey;

import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.ec2.IVpc;
import software.constructs.Construct;

/** Valkey. Holds nothing that cannot be lost. */
public final class ValkeyStack extends Stack {

    private final ValkeyCache cache;

    public ValkeyStack(Construct scope, IVpc vpc, ValkeySettings settings) {
        super(scope, "Valkey");
        cache = new ValkeyCache(this, vpc, settings);
    }

    public ValkeyCache cache() {
        return cache;
    }
}
