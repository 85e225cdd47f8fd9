package com.cruddur.infra;

import io.github.cdklabs.cdknag.AwsSolutionsChecks;
import software.amazon.awscdk.Aspects;
import software.amazon.awscdk.Stage;
import software.amazon.awscdk.StageProps;
import software.amazon.awscdk.Tags;
import software.constructs.Construct;

/** All stacks of one environment. What holds data is apart from what only runs, so that the latter can be replaced. */
final class CruddurStage extends Stage {

    CruddurStage(Construct scope, Environment environment) {
        super(
                scope,
                environment.stageId(),
                StageProps.builder()
                        .env(software.amazon.awscdk.Environment.builder()
                                .account(environment.account())
                                .region(environment.region())
                                .build())
                        .build());
        NetworkStack network = new NetworkStack(this, environment);
        DataStack data = new DataStack(this, environment);
        new StreamStack(this, environment, network.vpc(), data.table().table());
        new WatchStack(this, environment);

        Tags.of(this).add("project", "cruddur");
        Tags.of(this).add("environment", environment.name());
        // A finding of cdk-nag is an error, and there is no deployment.
        Aspects.of(this).add(AwsSolutionsChecks.Builder.create().build());
    }
}
