package com.cruddur.infra.network;

import com.cruddur.infra.shared.Retention;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.ec2.Vpc;
import software.constructs.Construct;

/** The VPC of the stream function, the API and PostgreSQL. */
public final class NetworkStack extends Stack {

    private final Network network;

    /** @param table the only one that is reached from the VPC */
    public NetworkStack(Construct scope, String table, Retention retention) {
        super(scope, "Network");
        network = new Network(this, table, retention);
    }

    public Vpc vpc() {
        return network.vpc();
    }
}
