package com.cruddur.infra.network;

import com.cruddur.infra.shared.Retention;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.ec2.Vpc;
import software.constructs.Construct;

/** The VPC of the stream function, the API and PostgreSQL. */
public final class NetworkStack extends Stack {

    private final Network network;

    public NetworkStack(Construct scope, Retention retention) {
        super(scope, "Network");
        network = new Network(this, retention);
    }

    public Vpc vpc() {
        return network.vpc();
    }
}
