package com.cruddur.infra.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.cruddur.infra.app.Environment;
import com.cruddur.infra.app.Environments;
import com.cruddur.infra.testing.Synthesised;
import java.io.IOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awscdk.assertions.Match;
import tools.jackson.databind.JsonNode;

class PagesIT {

    static List<Environment> environments() {
        return Environments.all();
    }

    @ParameterizedTest
    @MethodSource("environments")
    void pagesAndApiAreAtOneOrigin(Environment environment) {
        JsonNode distribution = distribution(environment);
        JsonNode behaviors = distribution.path("CacheBehaviors");

        assertThat(origin(distribution, distribution.path("DefaultCacheBehavior"))
                        .has("S3OriginConfig"))
                .isTrue();
        assertThat(behaviors.valueStream().map(b -> b.path("PathPattern").asString()))
                .containsExactly("/api/*", "/config.json", "/openapi.yaml", "/asyncapi.yaml", "/docs", "/docs/*");
        assertThat(behaviors.valueStream()).allSatisfy(behavior -> {
            assertThat(origin(distribution, behavior).has("VpcOriginConfig")).isTrue();
            assertThat(behavior.path("AllowedMethods").size()).isEqualTo(7);
            assertThat(behavior.path("CachePolicyId").asString())
                    .as("CachingDisabled")
                    .isEqualTo("4135ea2d-6df8-44a3-9df3-4b5a84be39ad");
            assertThat(behavior.path("OriginRequestPolicyId").asString())
                    .as("AllViewer, with Authorization")
                    .isEqualTo("216adef6-5c7f-47e4-b989-5492eafa07d3");
        });
    }

    @ParameterizedTest
    @MethodSource("environments")
    void nothingIsServedWithoutTls(Environment environment) {
        JsonNode distribution = distribution(environment);

        assertThat(distribution
                        .path("DefaultCacheBehavior")
                        .path("ViewerProtocolPolicy")
                        .asString())
                .isEqualTo("redirect-to-https");
        assertThat(distribution.path("CacheBehaviors").valueStream())
                .allSatisfy(behavior -> assertThat(
                                behavior.path("ViewerProtocolPolicy").asString())
                        .as("a token is never sent twice")
                        .isEqualTo("https-only"));
    }

    /**
     * The statuses are all those that CloudFront keeps for ten seconds by default. Error pages of CloudFront would replace
     * the API's problem documents.
     */
    @ParameterizedTest
    @MethodSource("environments")
    void aProblemReachesOnlyWhoeverAsked(Environment environment) {
        JsonNode errors = distribution(environment).path("CustomErrorResponses");

        assertThat(errors.valueStream().map(error -> error.path("ErrorCode").asInt()))
                .containsExactlyInAnyOrder(400, 403, 404, 405, 414, 416, 500, 501, 502, 503, 504);
        assertThat(errors.valueStream())
                .allSatisfy(error ->
                        assertThat(error.propertyNames()).containsExactlyInAnyOrder("ErrorCode", "ErrorCachingMinTTL"))
                .allSatisfy(error ->
                        assertThat(error.path("ErrorCachingMinTTL").asInt(-1)).isZero());
    }

    @ParameterizedTest
    @MethodSource("environments")
    void onlyCloudFrontReadsTheBucket(Environment environment) {
        JsonNode bucket = properties(environment, "AWS::S3::Bucket");

        assertThat(bucket.path("PublicAccessBlockConfiguration").valueStream())
                .hasSize(4)
                .allMatch(JsonNode::asBoolean);
        assertThat(bucket.has("BucketEncryption")).isTrue();
        JsonNode policy = properties(environment, "AWS::S3::BucketPolicy").path("PolicyDocument");
        assertThat(policy.path("Statement")
                        .valueStream()
                        .filter(s -> s.path("Effect").asString().equals("Allow")))
                .isNotEmpty()
                .allSatisfy(statement -> {
                    assertThat(statement.path("Principal").toString())
                            .isEqualTo("{\"Service\":\"cloudfront.amazonaws.com\"}");
                    assertThat(statement.path("Condition").toString()).contains("AWS:SourceArn", "distribution/");
                });
        assertThat(properties(environment, "AWS::CloudFront::OriginAccessControl")
                        .path("OriginAccessControlConfig")
                        .path("SigningBehavior")
                        .asString())
                .isEqualTo("always");
    }

    @ParameterizedTest
    @MethodSource("environments")
    void sendsTheSecurityHeadersOfTheApi(Environment environment) throws Exception {
        JsonNode headers = properties(environment, "AWS::CloudFront::ResponseHeadersPolicy")
                .path("ResponseHeadersPolicyConfig");
        JsonNode security = headers.path("SecurityHeadersConfig");

        String policy =
                ApiProperties.text(security.path("ContentSecurityPolicy").path("ContentSecurityPolicy"));
        assertThat(policy)
                .isEqualTo(policyOfTheApi(
                        "https://cognito-idp.us-east-1.amazonaws.com/pool",
                        "https://X.auth.us-east-1.amazoncognito.com"));
        assertThat(security.path("StrictTransportSecurity")
                        .path("AccessControlMaxAgeSec")
                        .asInt())
                .isEqualTo(31_536_000);
        assertThat(security.path("FrameOptions").path("FrameOption").asString()).isEqualTo("DENY");
        assertThat(security.path("ReferrerPolicy").path("ReferrerPolicy").asString())
                .isEqualTo("same-origin");
        assertThat(security.has("ContentTypeOptions")).isTrue();
        assertThat(headers.path("CustomHeadersConfig").toString())
                .contains("\"Permissions-Policy\"", "\"camera=(), geolocation=(), microphone=()\"");
    }

    /**
     * All addresses of the pages get one document, and so does a browser at any other, with 404. The answer is judged by
     * the request as the client sent it and as the function left it: CloudFront's documentation does not say which one
     * the function sees.
     */
    @ParameterizedTest
    @CsvSource({
        "/messages, */*, /index.html, 200",
        "/messages/0198b2a0-0000-7000-8000-000000000000, text/html, /index.html, 200",
        "/messages/archived, text/html, /index.html, 200",
        "/messages/new/j.doe, text/html, /index.html, 200",
        "/settings, text/html, /index.html, 200",
        "/signin, text/html, /index.html, 200",
        "/signin/callback, text/html, /index.html, 200",
        "/, text/html, /, 200",
        "/index.html, text/html, /index.html, 200",
        "/assets/index-abc.js, */*, /assets/index-abc.js, 200",
        "/favicon.svg, text/html, /favicon.svg, 200",
        "/messages/a/b/c, text/html, /index.html, 404",
        "/messages/new, text/html, /index.html, 404",
        "/messages/not-a-uuid, text/html, /index.html, 404",
        "/messages/0198b2a0-0000-7000-8000-00000000000, text/html, /index.html, 404",
        "/signin/elsewhere, text/html, /index.html, 404",
        "/nowhere, 'text/html,*/*;q=0.8', /index.html, 404",
        "/nowhere.txt, text/html, /index.html, 404",
    })
    void everyAddressOfThePagesGetsTheDocument(String asked, String accept, String served, int status)
            throws Exception {
        String request = "{uri: '" + asked + "', headers: {accept: {value: '" + accept + "'}}}";
        String answer = "response: {statusCode: 200}}).statusCode";

        assertThat(node(function() + "\nvar left = handler({request: " + request + "});"
                        + "\nconsole.log(left.uri, handler({request: left, " + answer + ", handler({request: " + request
                        + ", " + answer + ")"))
                .isEqualTo(served + " " + status + " " + status);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{accept: {value: 'application/json'}}"})
    void whatIsNoBrowserIsToldByS3ThatThereIsNothing(String headers) throws Exception {
        assertThat(node(function() + "\nconsole.log(handler({request: {uri: '/nowhere', headers: " + headers
                        + "}}).uri)"))
                .isEqualTo("/nowhere");
    }

    @Test
    void aClientCannotMakeAPageNotFound() throws Exception {
        assertThat(node(function() + "\nvar left = handler({request: {uri: '/messages', headers:"
                        + " {'x-cruddur-not-found': {value: '1'}}}});"
                        + "\nconsole.log(handler({request: left, response: {statusCode: 200}}).statusCode)"))
                .isEqualTo("200");
    }

    /** The most that CloudFront takes. */
    @Test
    void theFunctionIsSmallEnough() {
        assertThat(function()).hasSizeLessThan(10_240);
    }

    private static String function() {
        return properties(Environments.PRODUCTION, "AWS::CloudFront::Function")
                .path("FunctionCode")
                .asString();
    }

    @Test
    void theFunctionRunsForPagesOnly() {
        JsonNode distribution = distribution(Environments.PRODUCTION);

        assertThat(distribution.path("DefaultCacheBehavior").has("FunctionAssociations"))
                .isTrue();
        assertThat(distribution.path("CacheBehaviors").valueStream())
                .noneMatch(behavior -> behavior.has("FunctionAssociations"));
    }

    @ParameterizedTest
    @MethodSource("environments")
    void anIpAddressWithTooManyRequestsIsRefused(Environment environment) {
        JsonNode acl = properties(environment, "AWS::WAFv2::WebACL");

        assertThat(acl.path("Scope").asString()).isEqualTo("CLOUDFRONT");
        JsonNode rule = acl.path("Rules").path(0);
        assertThat(rule.path("Statement").path("RateBasedStatement").toString())
                .contains(
                        "\"Limit\":" + environment.web().requestLimit(),
                        "\"EvaluationWindowSec\":300",
                        "\"AggregateKeyType\":\"IP\"");
        assertThat(rule.path("Action")
                        .path("Block")
                        .path("CustomResponse")
                        .path("ResponseCode")
                        .asInt())
                .isEqualTo(429);
        assertThat(rule.toString()).contains("{\"Name\":\"Retry-After\",\"Value\":\"60\"}");
        assertThat(distribution(environment).path("WebACLId").toString()).contains("Fn::GetAtt", "PagesLimit");
    }

    /** Reputation of addresses, and inputs that are known to be attacks: first it is seen whom they would refuse. */
    @ParameterizedTest
    @MethodSource("environments")
    void rulesOfAwsCountAndRefuseNothing(Environment environment) {
        List<JsonNode> managed = properties(environment, "AWS::WAFv2::WebACL")
                .path("Rules")
                .valueStream()
                .filter(rule -> rule.path("Statement").has("ManagedRuleGroupStatement"))
                .toList();

        assertThat(managed)
                .extracting(rule -> rule.path("Statement")
                        .path("ManagedRuleGroupStatement")
                        .path("Name")
                        .asString())
                .containsExactly("AWSManagedRulesAmazonIpReputationList", "AWSManagedRulesKnownBadInputsRuleSet");
        assertThat(managed)
                .allSatisfy(rule ->
                        assertThat(rule.path("OverrideAction").toString()).isEqualTo("{\"Count\":{}}"))
                .allSatisfy(rule -> assertThat(rule.path("VisibilityConfig")
                                .path("CloudWatchMetricsEnabled")
                                .asBoolean())
                        .isTrue());
    }

    /** First the assets, cached without limit, then the document, never cached. Earlier files stay. */
    @ParameterizedTest
    @MethodSource("environments")
    void aReleaseDeletesNoFileOfAnOpenPage(Environment environment) {
        JsonNode web = Synthesised.stack(environment, "Web").template();
        List<JsonNode> uploads =
                Synthesised.resources(web, "Custom::CDKBucketDeployment").toList();

        assertThat(uploads)
                .hasSize(2)
                .allSatisfy(upload -> assertThat(
                                upload.path("Properties").path("Prune").asBoolean(true))
                        .isFalse());
        JsonNode document = uploads.stream()
                .filter(upload -> upload.toString().contains("\"cache-control\":\"no-cache\""))
                .findFirst()
                .orElseThrow();
        JsonNode parts = uploads.stream().filter(u -> u != document).findFirst().orElseThrow();
        assertThat(parts.toString()).contains("public, max-age=31536000, immutable", "\"Include\":[\"assets/*\"]");
        assertThat(document.path("DependsOn").toString()).contains("PagesParts");
    }

    @ParameterizedTest
    @MethodSource("environments")
    void theClientOfThePagesIsPublicAllowsOnlyCodeWithPkceAndSrpAndRotatesRefreshTokens(Environment environment) {
        // The other one is the canary's.
        JsonNode client = Synthesised.resources(
                        Synthesised.stack(environment, "Web").template(), "AWS::Cognito::UserPoolClient")
                .map(resource -> resource.path("Properties"))
                .filter(properties -> properties.has("CallbackURLs"))
                .findFirst()
                .orElseThrow();

        assertThat(client.path("GenerateSecret").asBoolean(true)).isFalse();
        assertThat(client.path("AllowedOAuthFlows").toString()).isEqualTo("[\"code\"]");
        assertThat(client.path("ExplicitAuthFlows").valueStream().map(JsonNode::asString))
                .containsExactly("ALLOW_USER_SRP_AUTH");
        assertThat(client.path("RefreshTokenRotation").path("Feature").asString())
                .isEqualTo("ENABLED");
        assertThat(client.path("SupportedIdentityProviders").toString()).isEqualTo("[\"COGNITO\"]");
        assertThat(client.path("AllowedOAuthScopes").toString()).doesNotContain("aws.cognito.signin.user.admin");
        assertThat(client.path("PreventUserExistenceErrors").asString()).isEqualTo("ENABLED");
        assertThat(ApiProperties.text(client.path("CallbackURLs").path(0))).isEqualTo("https://X/signin/callback");
        assertThat(ApiProperties.text(client.path("LogoutURLs").path(0))).isEqualTo("https://X/");
        Synthesised.template(environment, "Web")
                .hasResourceProperties(
                        "AWS::Cognito::ManagedLoginBranding",
                        Match.objectLike(Map.of("UseCognitoProvidedValues", true, "ClientId", Match.anyValue())));
    }

    private static JsonNode origin(JsonNode distribution, JsonNode behavior) {
        return distribution
                .path("Origins")
                .valueStream()
                .filter(origin -> origin.path("Id").equals(behavior.path("TargetOriginId")))
                .findFirst()
                .orElseThrow();
    }

    private static JsonNode distribution(Environment environment) {
        return properties(environment, "AWS::CloudFront::Distribution").path("DistributionConfig");
    }

    private static JsonNode properties(Environment environment, String type) {
        return Synthesised.stack(environment, "Web").only(type).path("Properties");
    }

    private static String node(String script) throws IOException, InterruptedException {
        Process node = new ProcessBuilder("node", "-e", script)
                .redirectErrorStream(true)
                .start();
        String output = new String(node.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(node.waitFor()).as(output).isZero();
        return output.strip();
    }

    /** The Content-Security-Policy of the API, where it serves the pages itself. It is private there. */
    private static String policyOfTheApi(String issuer, String signInPages) throws ReflectiveOperationException {
        Object signIn = make("token.SignInProperties", issuer, null, List.of("client"));
        Object pages = make("PagesProperties", List.of(signInPages), null, "openid", Map.of());
        Object headers = make("SecurityHeaders", signIn, pages);
        Field policy = headers.getClass().getDeclaredField("contentSecurityPolicy");
        policy.setAccessible(true);
        return (String) policy.get(headers);
    }

    private static Object make(String name, @Nullable Object... arguments) throws ReflectiveOperationException {
        Constructor<?> constructor =
                Class.forName("com.cruddur.api.security." + name).getDeclaredConstructors()[0];
        constructor.setAccessible(true);
        return constructor.newInstance(arguments);
    }
}
