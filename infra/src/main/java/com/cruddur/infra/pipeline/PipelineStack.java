package com.cruddur.infra.pipeline;

import com.cruddur.infra.web.Addresses;
import io.github.cdklabs.cdknag.AwsSolutionsChecks;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import software.amazon.awscdk.Aspects;
import software.amazon.awscdk.CfnOutput;
import software.amazon.awscdk.Duration;
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
import software.amazon.awscdk.pipelines.ShellStep;
import software.amazon.awscdk.services.codebuild.BuildEnvironment;
import software.amazon.awscdk.services.codebuild.BuildSpec;
import software.amazon.awscdk.services.codebuild.ComputeType;
import software.amazon.awscdk.services.codebuild.LinuxArmBuildImage;
import software.amazon.awscdk.services.codebuild.LinuxBuildImage;
import software.amazon.awscdk.services.codepipeline.PipelineNotificationEvents;
import software.amazon.awscdk.services.codepipeline.PipelineNotifyOnOptions;
import software.amazon.awscdk.services.codestarconnections.CfnConnection;
import software.amazon.awscdk.services.sns.Topic;
import software.amazon.awscdk.services.sns.subscriptions.EmailSubscription;
import software.constructs.Construct;

/**
 * From a push to production: builds and tests everything, updates itself if this class has changed, then deploys to
 * one environment after the other and requests the pages and the API there. A person approves before an environment with
 * data is deployed to.
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

    /** The README's test command. */
    static final String VERIFY = "./mvnw -B -ntp verify";

    /** Of each build. A run of all tests takes some half an hour. */
    private static final Duration TIMEOUT = Duration.minutes(60);

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
        this.pipeline = CodePipeline.Builder.create(this, "Pipeline")
                .pipelineName("cruddur")
                .synth(synth(settings, connection))
                .selfMutation(true)
                .cliVersion(CLI_VERSION)
                .cdkAssetsCliVersion(ASSETS_VERSION)
                .crossAccountKeys(true)
                .enableKeyRotation(true)
                .codeBuildDefaults(CodeBuildOptions.builder()
                        .timeout(TIMEOUT)
                        .buildEnvironment(BuildEnvironment.builder()
                                .buildImage(LinuxBuildImage.STANDARD_7_0)
                                .build())
                        .build())
                // The API's image is for ARM, which is slow to build on other processors.
                .assetPublishingCodeBuildDefaults(CodeBuildOptions.builder()
                        .timeout(TIMEOUT)
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
     * @param approval whether a person must approve first
     */
    public void deploy(Stage stage, CfnOutput pagesUrl, boolean approval) {
        AddStageOpts.Builder steps = AddStageOpts.builder().post(List.of(smokeTest(pagesUrl)));
        if (approval) {
            steps.pre(List.of(new ManualApprovalStep("Approve")));
        }
        pipeline.addStage(stage, steps.build());
    }

    /** Completes the pipeline: no environment can be added afterwards. */
    public void build() {
        pipeline.buildPipeline();
        if (email != null) {
            tell(email);
        }
        PipelineFindings.suppress(pipeline);
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

    private static CodeBuildStep synth(PipelineSettings settings, CfnConnection connection) {
        return CodeBuildStep.Builder.create("Synth")
                .input(CodePipelineSource.connection(
                        settings.repository(),
                        settings.branch(),
                        ConnectionSourceOptions.builder()
                                .connectionArn(connection.getAttrConnectionArn())
                                .build()))
                .partialBuildSpec(
                        BuildSpec.fromObject(Map.of("phases", Map.of("install", Map.of("runtime-versions", RUNTIMES)))))
                .buildEnvironment(BuildEnvironment.builder()
                        .computeType(ComputeType.MEDIUM)
                        .build())
                // Not as root: PostgreSQL does not start as root. With --strict a warning of the CDK is an error, for
                // instance that the pages are not built.
                .commands(List.of(
                        "useradd --create-home build && chown -R build .",
                        "su build -c \"PATH=$PATH JAVA_HOME=$JAVA_HOME " + VERIFY + "\"",
                        "cd infra",
                        "npm ci",
                        "npx cdk synth --strict"))
                .primaryOutputDirectory("infra/cdk.out")
                .build();
    }

    /** Requests a page, and the API, at their address. */
    private static ShellStep smokeTest(CfnOutput pagesUrl) {
        return ShellStep.Builder.create("Answers")
                .envFromCfnOutputs(Map.of("PAGES", pagesUrl))
                .commands(List.of(
                        "curl -fsS --retry 10 --retry-all-errors -o /dev/null $PAGES/",
                        "curl -fsS --retry 10 --retry-all-errors $PAGES" + Addresses.CONFIG))
                .build();
    }
}
