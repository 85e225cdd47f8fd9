package com.cruddur.infra;

import io.github.cdklabs.cdknag.AwsSolutionsChecks;
import java.util.List;
import software.amazon.awscdk.Aspects;
import software.amazon.awscdk.CfnOutput;
import software.amazon.awscdk.Stage;
import software.amazon.awscdk.StageProps;
import software.amazon.awscdk.TagProps;
import software.amazon.awscdk.Tags;
import software.constructs.Construct;

/** All stacks of one environment. What holds data is apart from what only runs, so that the latter can be replaced. */
final class CruddurStage extends Stage {

    private final CfnOutput pagesUrl;

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
        PeopleStack people = new PeopleStack(this, network.vpc(), environment);
        WebStack web = new WebStack(this, network.vpc(), data.table(), people, environment);
        pagesUrl = web.pagesUrl();
        WatchStack watch = new WatchStack(this, environment);
        watch.api(web.api().loadBalancer());
        watch.database(people.database().watch());

        tag("project", "cruddur");
        tag("environment", environment.name());
        // A finding of cdk-nag is an error, and there is no deployment.
        Aspects.of(this).add(AwsSolutionsChecks.Builder.create().build());
    }

    private void tag(String key, String value) {
        // cfn-lint's schema of a listener knows no tags.
        TagProps but = TagProps.builder()
                .excludeResourceTypes(List.of("AWS::ElasticLoadBalancingV2::Listener"))
                .build();
        Tags.of(this).add(key, value, but);
    }

    CfnOutput pagesUrl() {
        return pagesUrl;
    }
}
