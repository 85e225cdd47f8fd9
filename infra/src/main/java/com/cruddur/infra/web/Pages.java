package com.cruddur.infra.web;

import com.cruddur.infra.people.SignIn;
import com.cruddur.infra.shared.Retention;
import com.cruddur.infra.shared.Suppression;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awscdk.Annotations;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.services.certificatemanager.Certificate;
import software.amazon.awscdk.services.certificatemanager.ICertificate;
import software.amazon.awscdk.services.cloudfront.AccessLevel;
import software.amazon.awscdk.services.cloudfront.AllowedMethods;
import software.amazon.awscdk.services.cloudfront.BehaviorOptions;
import software.amazon.awscdk.services.cloudfront.CachePolicy;
import software.amazon.awscdk.services.cloudfront.Distribution;
import software.amazon.awscdk.services.cloudfront.ErrorResponse;
import software.amazon.awscdk.services.cloudfront.Function;
import software.amazon.awscdk.services.cloudfront.FunctionAssociation;
import software.amazon.awscdk.services.cloudfront.FunctionCode;
import software.amazon.awscdk.services.cloudfront.FunctionEventType;
import software.amazon.awscdk.services.cloudfront.FunctionRuntime;
import software.amazon.awscdk.services.cloudfront.HttpVersion;
import software.amazon.awscdk.services.cloudfront.OriginProtocolPolicy;
import software.amazon.awscdk.services.cloudfront.OriginRequestPolicy;
import software.amazon.awscdk.services.cloudfront.PriceClass;
import software.amazon.awscdk.services.cloudfront.SecurityPolicyProtocol;
import software.amazon.awscdk.services.cloudfront.ViewerProtocolPolicy;
import software.amazon.awscdk.services.cloudfront.origins.S3BucketOrigin;
import software.amazon.awscdk.services.cloudfront.origins.S3BucketOriginWithOACProps;
import software.amazon.awscdk.services.cloudfront.origins.VpcOrigin;
import software.amazon.awscdk.services.cloudfront.origins.VpcOriginWithEndpointProps;
import software.amazon.awscdk.services.elasticloadbalancingv2.ApplicationLoadBalancer;
import software.amazon.awscdk.services.s3.BlockPublicAccess;
import software.amazon.awscdk.services.s3.Bucket;
import software.amazon.awscdk.services.s3.BucketEncryption;
import software.amazon.awscdk.services.s3.LifecycleRule;
import software.constructs.Construct;

/**
 * The pages in a bucket and the API behind its load balancer, at one origin of CloudFront. Files of earlier
 * releases stay in the bucket, so that a page that was open before a release still finds them.
 */
final class Pages extends Construct {

    private final String host;
    private final String distributionId;
    private final String bucketName;

    Pages(
            Construct scope,
            ApplicationLoadBalancer api,
            SignIn signIn,
            String environment,
            WebSettings settings,
            Retention retention) {
        super(scope, "Pages");
        Bucket bucket = Bucket.Builder.create(this, "Bucket")
                .blockPublicAccess(BlockPublicAccess.BLOCK_ALL)
                .encryption(BucketEncryption.S3_MANAGED)
                .enforceSsl(true)
                // Nothing else goes by its age: a file that no release changes stays in use.
                .lifecycleRules(List.of(LifecycleRule.builder()
                        .abortIncompleteMultipartUploadAfter(Duration.days(1))
                        .build()))
                .removalPolicy(RemovalPolicy.DESTROY)
                .build();
        this.bucketName = bucket.getBucketName();
        Domain domain = settings.domain();
        Distribution distribution = Distribution.Builder.create(this, "Distribution")
                .comment("cruddur " + environment)
                .defaultRootObject(Addresses.DOCUMENT)
                .defaultBehavior(pages(bucket, signIn))
                .additionalBehaviors(api(api))
                .errorResponses(notCached())
                .httpVersion(HttpVersion.HTTP2_AND_3)
                .priceClass(PriceClass.PRICE_CLASS_100)
                .webAclId(WebAcl.of(this, environment, settings.requestLimit()).getAttrArn())
                .domainNames(domain == null ? null : List.of(domain.name()))
                .certificate(domain == null ? null : certificate(domain))
                .minimumProtocolVersion(domain == null ? null : SecurityPolicyProtocol.TLS_V1_2_2021)
                .build();
        this.distributionId = distribution.getDistributionId();
        this.host = domain == null ? distribution.getDistributionDomainName() : domain.name();
        new PagesUpload(this, bucket).upload(retention);
        suppressFindings(bucket, distribution, domain);
    }

    /**
     * CloudFront keeps an error for ten seconds unless it is told otherwise, and its key is the path alone: what one user
     * was answered would be everybody's answer. The error's body is that of the origin.
     */
    private static List<ErrorResponse> notCached() {
        return Stream.of(400, 403, 404, 405, 414, 416, 500, 501, 502, 503, 504)
                .map(status -> ErrorResponse.builder()
                        .httpStatus(status)
                        .ttl(Duration.seconds(0))
                        .build())
                .toList();
    }

    private ICertificate certificate(Domain domain) {
        return Certificate.fromCertificateArn(this, "Certificate", domain.certificateArn());
    }

    private void suppressFindings(Bucket bucket, Distribution distribution, @Nullable Domain domain) {
        Annotations.of(this).acknowledgeWarning("@aws-cdk/aws-cloudfront-origins:listBucketSecurityRisk");
        String who =
                "Who loads the pages is nobody's business; failures and refusals are counted by CloudFront and WAF.";
        Suppression.of(bucket, "AwsSolutions-S1", who);
        Suppression.of(distribution, "AwsSolutions-CFR3", who);
        Suppression.of(distribution, "AwsSolutions-CFR1", "Everybody may read the pages, wherever they are.");
        if (domain == null) {
            Suppression.of(
                    distribution,
                    "AwsSolutions-CFR4",
                    "CloudFront's own name comes with CloudFront's own certificate and its oldest protocol; give the"
                            + " environment a domain.");
        }
    }

    /** The bucket of the pages. It must be emptied before the stack is deleted. */
    String bucketName() {
        return bucketName;
    }

    String distributionId() {
        return distributionId;
    }

    /** Such as d111111abcdef8.cloudfront.net. */
    String host() {
        return host;
    }

    /** Such as https://d111111abcdef8.cloudfront.net. */
    String origin() {
        return "https://" + host;
    }

    private BehaviorOptions pages(Bucket bucket, SignIn signIn) {
        return BehaviorOptions.builder()
                .origin(S3BucketOrigin.withOriginAccessControl(
                        bucket,
                        S3BucketOriginWithOACProps.builder()
                                // With permission to list, S3 answers 404 for a missing file, not 403.
                                .originAccessLevels(List.of(AccessLevel.READ, AccessLevel.LIST))
                                .build()))
                .viewerProtocolPolicy(ViewerProtocolPolicy.REDIRECT_TO_HTTPS)
                .cachePolicy(CachePolicy.CACHING_OPTIMIZED)
                .responseHeadersPolicy(PagesHeaders.of(this, signIn))
                .functionAssociations(addresses())
                .build();
    }

    private List<FunctionAssociation> addresses() {
        String code = "var ADDRESSES = " + Addresses.json().strip() + ";\n" + read("page-addresses.js");
        Function function = Function.Builder.create(this, "Addresses")
                .runtime(FunctionRuntime.JS_2_0)
                .code(FunctionCode.fromInline(code))
                .build();
        return Stream.of(FunctionEventType.VIEWER_REQUEST, FunctionEventType.VIEWER_RESPONSE)
                .map(event -> FunctionAssociation.builder()
                        .eventType(event)
                        .function(function)
                        .build())
                .toList();
    }

    /** Without error pages of CloudFront: the API's problem documents reach the pages. */
    private Map<String, BehaviorOptions> api(ApplicationLoadBalancer loadBalancer) {
        BehaviorOptions api = BehaviorOptions.builder()
                .origin(VpcOrigin.withApplicationLoadBalancer(
                        loadBalancer,
                        VpcOriginWithEndpointProps.builder()
                                .protocolPolicy(OriginProtocolPolicy.HTTP_ONLY)
                                // Between two packets too: a stream of events has a heartbeat of 15 s.
                                .readTimeout(Duration.seconds(30))
                                .build()))
                .viewerProtocolPolicy(ViewerProtocolPolicy.HTTPS_ONLY)
                .allowedMethods(AllowedMethods.ALLOW_ALL)
                .cachePolicy(CachePolicy.CACHING_DISABLED)
                // Or a stream of events would wait for more of it.
                .compress(false)
                .originRequestPolicy(OriginRequestPolicy.ALL_VIEWER)
                .build();
        Map<String, BehaviorOptions> behaviors = new LinkedHashMap<>();
        Addresses.OF_THE_API.forEach(path -> behaviors.put(path, api));
        return behaviors;
    }

    private static String read(String resource) {
        try (InputStream stream = Pages.class.getResourceAsStream(resource)) {
            return new String(Objects.requireNonNull(stream, resource).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
