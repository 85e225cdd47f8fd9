package com.cruddur.infra.web;

import com.cruddur.infra.data.MessagesTable;
import com.cruddur.infra.people.PeopleStack;
import com.cruddur.infra.people.SignIn;
import com.cruddur.infra.shared.Output;
import com.cruddur.infra.shared.Retention;
import com.cruddur.infra.valkey.ValkeyCache;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import software.amazon.awscdk.CfnOutput;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.cognito.UserPoolClient;
import software.amazon.awscdk.services.ec2.IVpc;
import software.amazon.awscdk.services.elasticloadbalancingv2.IApplicationLoadBalancer;
import software.constructs.Construct;

/** The pages and the API, at one origin. Holds no data that a new deployment does not restore. */
public final class WebStack extends Stack {

    /** While tasks are replaced: ECS goes back to those before. */
    public static final String ROLLBACK_ALARM = "cruddur-api-errors";

    private final ApiService api;
    private final Pages pages;
    private final CfnOutput pagesUrl;
    private final UserPoolClient canaryClient;

    /**
     * @param valkey null for none: then there is one task of the API
     * @param environment its name, which the console shows beside the distribution
     */
    public WebStack(
            Construct scope,
            IVpc vpc,
            MessagesTable table,
            PeopleStack people,
            @Nullable ValkeyCache valkey,
            String environment,
            WebSettings settings,
            Retention retention) {
        super(scope, "Web");
        ApiEntrance entrance = new ApiEntrance(this, vpc);
        SignIn signIn = people.signIn();
        this.pages = new Pages(this, entrance.loadBalancer(), signIn, environment, settings, retention);
        UserPoolClient client = signIn.client(
                this, "PagesClient", pages.origin() + Addresses.SIGNED_IN, pages.origin() + Addresses.SIGNED_OUT);
        this.canaryClient = signIn.canaryClient(this, "CanaryClient");
        this.api = new ApiService(
                this, entrance, table, people, valkey, List.of(client, canaryClient), settings.api(), retention);

        this.pagesUrl = Output.of(this, "PagesUrl", pages.origin());
        Output.of(this, "PagesBucket", pages.bucketName());
        Output.of(this, "ClientId", client.getUserPoolClientId());
        Output.of(this, "ClusterName", api.service().getCluster().getClusterName());
    }

    public CfnOutput pagesUrl() {
        return pagesUrl;
    }

    /** The address of the pages, without a slash at its end. */
    public String origin() {
        return pages.origin();
    }

    public UserPoolClient canaryClient() {
        return canaryClient;
    }

    public IApplicationLoadBalancer loadBalancer() {
        return api.loadBalancer();
    }

    /** The dimensions of the metrics of the target group, by name. */
    public Map<String, String> tasks() {
        return new TreeMap<>(Map.of(
                "LoadBalancer", api.loadBalancer().getLoadBalancerFullName(),
                "TargetGroup", api.targets().getTargetGroupFullName()));
    }

    /** CloudFront's id of the address of the pages. */
    public String distribution() {
        return pages.distributionId();
    }

    /** Of the address of the pages. */
    public String host() {
        return pages.host();
    }
}
