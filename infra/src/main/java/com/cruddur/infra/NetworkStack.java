package com.cruddur.infra;

import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.ec2.Vpc;
import software.constructs.Construct;

/** Where the function, the API and PostgreSQL are. */
final class NetworkStack extends Stack {

    private final Network network;

    NetworkStack(Construct scope, Environment environment) {
        super(scope, "Network");
        network = new Network(this, environment);
    }

    Vpc vpc() {
        return network.vpc();
    }
}
