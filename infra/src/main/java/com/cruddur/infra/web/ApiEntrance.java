package com.cruddur.infra.web;

import com.cruddur.infra.shared.Suppression;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.ec2.IVpc;
import software.amazon.awscdk.services.ec2.Peer;
import software.amazon.awscdk.services.ec2.Port;
import software.amazon.awscdk.services.ec2.SecurityGroup;
import software.amazon.awscdk.services.ec2.SubnetSelection;
import software.amazon.awscdk.services.ec2.SubnetType;
import software.amazon.awscdk.services.elasticloadbalancingv2.ApplicationLoadBalancer;
import software.constructs.Construct;

/** The load balancer. CloudFront needs it as an origin, and the API needs CloudFront's address, so it comes first. */
final class ApiEntrance extends Construct {

    /**
     * The prefix list of CloudFront's own addresses in us-east-1, com.amazonaws.global.cloudfront.origin-facing.
     *
     * @see <a href="https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/private-content-vpc-origins.html">
     *     Restrict access with VPC origins</a>
     */
    private static final String CLOUDFRONT = "pl-3b927c52";

    /** Of a connection on which nothing is sent: more than the heartbeat of a stream of events, which is 15 s. */
    private static final Duration IDLE = Duration.seconds(60);

    private final IVpc vpc;
    private final ApplicationLoadBalancer loadBalancer;

    ApiEntrance(Construct scope, IVpc vpc) {
        super(scope, "Entrance");
        this.vpc = vpc;
        SecurityGroup securityGroup = SecurityGroup.Builder.create(this, "SecurityGroup")
                .vpc(vpc)
                .description("Load balancer: from CloudFront only")
                .allowAllOutbound(false)
                .build();
        securityGroup.addIngressRule(Peer.prefixList(CLOUDFRONT), Port.HTTP, "CloudFront");
        this.loadBalancer = ApplicationLoadBalancer.Builder.create(this, "LoadBalancer")
                .vpc(vpc)
                .vpcSubnets(SubnetSelection.builder()
                        .subnetType(SubnetType.PRIVATE_ISOLATED)
                        .build())
                .internetFacing(false)
                .securityGroup(securityGroup)
                .dropInvalidHeaderFields(true)
                .idleTimeout(IDLE)
                .build();
        Suppression.of(
                loadBalancer,
                "AwsSolutions-ELB2",
                "The API logs what fails, with the request's id; a line for each request would hold who reads when.");
    }

    ApplicationLoadBalancer loadBalancer() {
        return loadBalancer;
    }

    IVpc vpc() {
        return vpc;
    }
}
