package com.cruddur.infra;

import software.amazon.awscdk.CfnOutput;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.cognito.UserPoolClient;
import software.amazon.awscdk.services.ec2.IVpc;
import software.constructs.Construct;

/** What people reach: the pages and the API, at one origin. Holds nothing that cannot be made again. */
final class WebStack extends Stack {

    private final ApiService api;
    private final CfnOutput pagesUrl;

    WebStack(Construct scope, IVpc vpc, MessagesTable table, PeopleStack people, Environment environment) {
        super(scope, "Web");
        ApiEntrance entrance = new ApiEntrance(this, vpc);
        SignIn signIn = people.signIn();
        Pages pages = new Pages(this, entrance.loadBalancer(), signIn, environment);
        UserPoolClient client = signIn.client(this, "PagesClient", pages.origin());
        this.api = new ApiService(this, entrance, table, people, client, environment);

        // The serverless cache goes here: a construct of its own in the isolated subnets, whose address the API gets
        // as one more property, and whose security group lets the API's in.

        // The callback URL of the app client follows from it; the pipeline asks it.
        this.pagesUrl = output("PagesUrl", pages.origin());
        output("PagesBucket", pages.bucketName());
        output("ClientId", client.getUserPoolClientId());
        output("ClusterName", api.service().getCluster().getClusterName());
    }

    private CfnOutput output(String name, String value) {
        return CfnOutput.Builder.create(this, name).value(value).build();
    }

    CfnOutput pagesUrl() {
        return pagesUrl;
    }

    ApiService api() {
        return api;
    }
}
