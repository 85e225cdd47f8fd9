package com.cruddur.infra.pipeline;

import com.cruddur.infra.canary.CanaryStack;
import com.cruddur.infra.shared.Suppression;
import com.cruddur.infra.web.Addresses;
import io.github.cdklabs.cdknag.AwsSolutionsChecks;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import software.amazon.awscdk.ArnComponents;
import software.amazon.awscdk.ArnFormat;
import software.amazon.awscdk.Aspects;
import software.amazon.awscdk.CfnOutput;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.StackProps;
import software.amazon.awscdk.Stage;
import software.amazon.awscdk.Tags;
import software.amazon.awscdk.pipelines.AddStageOpts;
import software.amazon.awscdk.pipelines.CodeBuildOptions;
import software.amazon.awscdk.pipelines.CodeBuildStep;
import software.amazon.awscdk.pipelines.CodePipeline;
import software.amazon.awscdk.pipelines.CodePipelineSource;
import software.amazon.awscdk.pipelines.ConnectionSourceOptions;
import software.amazon.awscdk.pipelines.ManualApprovalStep;
import software.amazon.awscdk.pipelines.StackSteps;
import software.amazon.awscdk.services.codebuild.BucketCacheOptions;
import software.amazon.awscdk.services.codebuild.BuildEnvironment;
import software.amazon.awscdk.services.codebuild.BuildSpec;
import software.amazon.awscdk.services.codebuild.Cache;
import software.amazon.awscdk.services.codebuild.CloudWatchLoggingOptions;
import software.amazon.awscdk.services.codebuild.ComputeType;
import software.amazon.awscdk.services.codebuild.LinuxArmBuildImage;
import software.amazon.awscdk.services.codebuild.LinuxBuildImage;
import software.amazon.awscdk.services.codebuild.LoggingOptions;
import software.amazon.awscdk.services.codepipeline.PipelineNotificationEvents;
import software.amazon.awscdk.services.codepipeline.PipelineNotifyOnOptions;
import software.amazon.awscdk.services.codestarconnections.CfnConnection;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.logs.LogGroup;
import software.amazon.awscdk.services.logs.RetentionDays;
import software.amazon.awscdk.services.s3.BlockPublicAccess;
import software.amazon.awscdk.services.s3.Bucket;
import software.amazon.awscdk.services.s3.BucketEncryption;
import software.amazon.awscdk.services.s3.LifecycleRule;
import software.amazon.awscdk.services.sns.Topic;
import software.amazon.awscdk.services.sns.subscriptions.EmailSubscription;
import software.constructs.Construct;

/**
 * From a push to production: builds and tests everything, updates itself if this class has changed, then deploys to
 * one environment after the other, requests the pages and the API there, and sends a message. A person approves before an environment with
 * data is deployed to, and then the change set of each stack with data in it.
 *
 * <p>Without the pipeline a stage is deployed by its path: {@code npx cdk deploy 'CruddurPipeline/CruddurDevelopment/*'}.
 */
public final class PipelineStack extends Stack {

    /** The project compiles for Java 17; Node 22 is the oldest that the CDK supports, and builds the pages. */
    private static final Map<String, Object> RUNTIMES = new TreeMap<>(Map.of("java", "corretto17", "nodejs", 22));

    /** As package.json pins it. Another version may not read what this library writes. */
    static final String CLI_VERSION = "2.1148.1";

    /** Of the command cdk-assets: it reads what this library writes. */
    private static final String ASSETS_VERSION = "4.7.3";

    /** The README's test command. The long tests are CI's, before a commit comes to the branch that this follows. */
    static final String VERIFY = "./mvnw -B -ntp verify";

    /** Of each build. The test command takes a quarter of an hour on two slow cores. */
    private static final Duration TIMEOUT = Duration.minutes(60);

    private static final List<String> DOWNLOADS =
            List.of("/home/build/.m2/**/*", "/home/build/.npm/**/*", "/root/.npm/**/*");

    private static final Duration CACHED = Duration.days(30);

    /** A step that is tried again needs what its run has made; nobody tries again after that long. */
    private static final Duration ARTEFACTS = Duration.days(90);

    /** The AWS CLI ends well for a function that fails: FunctionError tells. A rush may have one attempt refused. */
    static final String CALL_CANARY = "echo '{}' >event.json;"
            + " for attempt in 1 2 3; do aws lambda invoke --function-name $CANARY --payload fileb://event.json"
            + " --cli-read-timeout 120 --query FunctionError --output text answer.json >error.txt"
            + " && grep -qx None error.txt && break; cat error.txt answer.json; sleep 20; done;"
            + " grep -qx None error.txt";

    private final CodePipeline pipeline;
    private final @Nullable String email;

    public PipelineStack(Construct scope, PipelineSettings settings) {
        super(
                scope,
                "CruddurPipeline",
                StackProps.builder()
                        .description("Cruddur: from a push to production")
                        .env(software.amazon.awscdk.Environment.builder()
                                .account(settings.account())
                                .region(settings.region())
                                .build())
                        .build());
        this.email = settings.email();
        // Of the older resource type: the CDK grants the source action the permission of that name.
        CfnConnection connection = CfnConnection.Builder.create(this, "Connection")
                .connectionName("cruddur")
                .providerType("GitHub")
                .build();
        LoggingOptions logging = logging();
        this.pipeline = CodePipeline.Builder.create(this, "Pipeline")
                .pipelineName("cruddur")
                .synth(synth(settings, connection, cache()))
                .selfMutation(true)
                .cliVersion(CLI_VERSION)
                .cdkAssetsCliVersion(ASSETS_VERSION)
                .crossAccountKeys(true)
                .enableKeyRotation(true)
                .codeBuildDefaults(CodeBuildOptions.builder()
                        .timeout(TIMEOUT)
                        .logging(logging)
                        .buildEnvironment(BuildEnvironment.builder()
                                .buildImage(LinuxBuildImage.STANDARD_7_0)
                                .build())
                        .build())
                // The API's image is for ARM, which is slow to build on other processors.
                .assetPublishingCodeBuildDefaults(CodeBuildOptions.builder()
                        .timeout(TIMEOUT)
                        .logging(logging)
                        .buildEnvironment(BuildEnvironment.builder()
                                .buildImage(LinuxArmBuildImage.AMAZON_LINUX_2023_STANDARD_3_0)
                                .computeType(ComputeType.SMALL)
                                .privileged(true)
                                .build())
                        .build())
                .build();

        CfnOutput.Builder.create(this, "ConnectionArn")
                .value(connection.getAttrConnectionArn())
                .description("Complete it once in the console: Developer Tools, Connections")
                .build();
        Tags.of(this).add("project", "cruddur");
        Aspects.of(this).add(AwsSolutionsChecks.Builder.create().build());
    }

    /**
     * Adds an environment, after those that were added before it.
     *
     * @param stage all its stacks; this stack is its scope
     * @param pagesUrl requested after the deployment
     * @param withData stacks of it whose change sets a person must approve; if there are any, also the deployment as a
     *     whole
     */
    public void deploy(Stage stage, CfnOutput pagesUrl, List<Stack> withData) {
        AddStageOpts.Builder steps = AddStageOpts.builder().post(List.of(smokeTest(stage, pagesUrl)));
        if (!withData.isEmpty()) {
            steps.pre(List.of(new ManualApprovalStep("Approve")))
                    .stackSteps(withData.stream()
                            .map(PipelineStack::approveChangeSet)
                            .toList());
        }
        pipeline.addStage(stage, steps.build());
    }

    /** The change set is there, in the environment's account; what is approved is what is executed. */
    private static StackSteps approveChangeSet(Stack stack) {
        return StackSteps.builder()
                .stack(stack)
                .changeSet(List.of(ManualApprovalStep.Builder.create("Approve")
                        .comment("CloudFormation, stack " + stack.getStackName()
                                + ", change set PipelineChange: does it replace or remove what has data?")
                        .build()))
                .build();
    }

    /** Completes the pipeline: no environment can be added afterwards. */
    public void build() {
        pipeline.buildPipeline();
        ((Bucket) pipeline.getPipeline().getArtifactBucket())
                .addLifecycleRule(LifecycleRule.builder()
                        .expiration(ARTEFACTS)
                        .abortIncompleteMultipartUploadAfter(Duration.days(1))
                        .build());
        if (email != null) {
            tell(email);
        }
        PipelineFindings.suppress(pipeline);
    }

    /** One log for all builds: CodeBuild would make one for each project, and keep it without end. */
    private LoggingOptions logging() {
        return LoggingOptions.builder()
                .cloudWatch(CloudWatchLoggingOptions.builder()
                        .logGroup(LogGroup.Builder.create(this, "Log")
                                .logGroupName("/aws/codebuild/cruddur")
                                .retention(RetentionDays.THREE_MONTHS)
                                .removalPolicy(RemovalPolicy.DESTROY)
                                .build())
                        .build())
                .build();
    }

    private void tell(String address) {
        Topic topic = Topic.Builder.create(this, "Topic")
                .topicName("cruddur-pipeline")
                .enforceSsl(true)
                .build();
        topic.addSubscription(new EmailSubscription(address));
        pipeline.getPipeline()
                .notifyOn(
                        "Told",
                        topic,
                        PipelineNotifyOnOptions.builder()
                                .events(List.of(
                                        PipelineNotificationEvents.PIPELINE_EXECUTION_FAILED,
                                        PipelineNotificationEvents.MANUAL_APPROVAL_NEEDED))
                                .build());
    }

    /** What Maven and npm have downloaded: each build begins with what the one before it had. */
    private Cache cache() {
        Bucket bucket = Bucket.Builder.create(this, "CacheBucket")
                .blockPublicAccess(BlockPublicAccess.BLOCK_ALL)
                .encryption(BucketEncryption.S3_MANAGED)
                .enforceSsl(true)
                .lifecycleRules(List.of(LifecycleRule.builder()
                        .expiration(CACHED)
                        .abortIncompleteMultipartUploadAfter(Duration.days(1))
                        .build()))
                .build();
        Suppression.of(bucket, "AwsSolutions-S1", "It holds copies of what anybody can download.");
        return Cache.bucket(bucket, BucketCacheOptions.builder().prefix("synth").build());
    }

    private static CodeBuildStep synth(PipelineSettings settings, CfnConnection connection, Cache cache) {
        return CodeBuildStep.Builder.create("Synth")
                .input(CodePipelineSource.connection(
                        settings.repository(),
                        settings.branch(),
                        ConnectionSourceOptions.builder()
                                .connectionArn(connection.getAttrConnectionArn())
                                .build()))
                .partialBuildSpec(BuildSpec.fromObject(new TreeMap<>(Map.of(
                        "phases",
                        Map.of("install", Map.of("runtime-versions", RUNTIMES)),
                        "cache",
                        Map.of("paths", DOWNLOADS)))))
                .cache(cache)
                .buildEnvironment(BuildEnvironment.builder()
                        .computeType(ComputeType.MEDIUM)
                        .build())
                // Not as root: PostgreSQL does not start as root. The cache has made the home, for root. With --strict
                // a warning of the CDK is an error, for
                // instance that the pages are not built.
                .commands(List.of(
                        "useradd --create-home build && chown -R build . /home/build",
                        "su build -c \"PATH=$PATH JAVA_HOME=$JAVA_HOME " + VERIFY + "\"",
                        "cd infra",
                        "npm ci",
                        "npx cdk synth --strict"))
                .primaryOutputDirectory("infra/cdk.out")
                .build();
    }

    /** Requests a page, and the API, at their address; then has the canary send a message and list it. */
    private CodeBuildStep smokeTest(Stage stage, CfnOutput pagesUrl) {
        String canary = formatArn(ArnComponents.builder()
                .service("lambda")
                .region(stage.getRegion())
                .account(stage.getAccount())
                .resource("function")
                .resourceName(CanaryStack.NAME)
                .arnFormat(ArnFormat.COLON_RESOURCE_NAME)
                .build());
        return CodeBuildStep.Builder.create("Answers")
                .env(Map.of("CANARY", canary))
                .envFromCfnOutputs(Map.of("PAGES", pagesUrl))
                .rolePolicyStatements(List.of(PolicyStatement.Builder.create()
                        .actions(List.of("lambda:InvokeFunction"))
                        .resources(List.of(canary))
                        .build()))
                .commands(List.of(
                        "curl -fsS --retry 10 --retry-all-errors -o /dev/null $PAGES/",
                        "curl -fsS --retry 10 --retry-all-errors $PAGES" + Addresses.CONFIG,
                        CALL_CANARY))
                .build();
    }
}
