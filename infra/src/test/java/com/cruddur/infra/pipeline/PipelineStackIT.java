package com.cruddur.infra.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import com.cruddur.infra.app.Environments;
import com.cruddur.infra.testing.Synthesised;
import com.cruddur.infra.testing.SynthesisedStack;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class PipelineStackIT {

    private final SynthesisedStack stack = Synthesised.stacks().stream()
            .filter(s -> s.name().equals("CruddurPipeline"))
            .findFirst()
            .orElseThrow();

    private final JsonNode stages =
            stack.only("AWS::CodePipeline::Pipeline").path("Properties").path("Stages");

    @Test
    void updatesItselfThenDeploysToDevelopmentThenToProduction() {
        assertThat(stages.valueStream().map(stage -> stage.path("Name").asString()))
                .containsExactly(
                        "Source", "Build", "UpdatePipeline", "Assets", "CruddurDevelopment", "CruddurProduction");
    }

    @Test
    void takesTheSourceThroughAConnectionThatItCreates() {
        JsonNode source = stages.path(0).path("Actions").path(0).path("Configuration");

        assertThat(source.path("ConnectionArn").toString()).contains("Fn::GetAtt", "Connection", "ConnectionArn");
        assertThat(source.path("FullRepositoryId").asString()).isEqualTo(Environments.PIPELINE.repository());
        assertThat(source.path("BranchName").asString()).isEqualTo(Environments.PIPELINE.branch());
        assertThat(stack.template().path("Outputs").propertyNames()).contains("ConnectionArn");
        // The permission and the connection must use the same service name.
        assertThat(Synthesised.resources(stack.template(), "AWS::CodeStarConnections::Connection"))
                .hasSize(1);
        assertThat(stack.template().toString()).contains("\"codestar-connections:UseConnection\"");
    }

    @Test
    void buildsAndTestsEverythingBeforeItSynthesises() {
        List<String> commands = commands("Synth");

        assertThat(commands)
                .containsSubsequence(
                        "su build -c \"PATH=$PATH JAVA_HOME=$JAVA_HOME ./mvnw -B -ntp verify\"",
                        "npm ci",
                        "npx cdk synth --strict");
    }

    @Test
    void onlyProductionNeedsAnApproval() {
        assertThat(actions("CruddurDevelopment")).doesNotContain("Approval");
        assertThat(actions("CruddurProduction")).startsWith("Approval");
    }

    /** Between the action that makes the change set and the one that executes it. */
    @ParameterizedTest
    @ValueSource(strings = {"Data", "People"})
    void theChangeSetOfAStackWithDataIsApprovedBeforeItIsExecuted(String name) {
        int prepared = runOrder(name + ".Prepare");
        int approved = runOrder(name + ".Approve");
        int deployed = runOrder(name + ".Deploy");

        assertThat(approved).isGreaterThan(prepared).isLessThan(deployed);
    }

    private int runOrder(String action) {
        return stages.valueStream()
                .filter(stage -> stage.path("Name").asString().equals("CruddurProduction"))
                .flatMap(stage -> stage.path("Actions").valueStream())
                .filter(a -> a.path("Name").asString().equals(action))
                .findFirst()
                .orElseThrow()
                .path("RunOrder")
                .asInt();
    }

    @Test
    void theBuildBeginsWithWhatTheOneBeforeDownloaded() {
        JsonNode synth = Synthesised.resources(stack.template(), "AWS::CodeBuild::Project")
                .map(project -> project.path("Properties"))
                .filter(project -> project.path("Source").toString().contains("mvnw"))
                .findFirst()
                .orElseThrow();
        JsonNode spec =
                Synthesised.JSON.readTree(synth.path("Source").path("BuildSpec").asString());

        assertThat(synth.path("Cache").path("Type").asString()).isEqualTo("S3");
        assertThat(spec.path("cache").path("paths").valueStream().map(JsonNode::asString))
                .contains("/home/build/.m2/**/*", "/home/build/.npm/**/*");
        assertThat(commands("Synth").get(0)).contains("chown -R build . /home/build");
    }

    @Test
    void requestsTheApiOfEachEnvironmentAfterItsDeployment() {
        assertThat(actions("CruddurDevelopment")).endsWith("CodeBuild");
        assertThat(actions("CruddurProduction")).endsWith("CodeBuild");
        assertThat(commands("Answers")).anyMatch(command -> command.contains("$PAGES/config.json"));
    }

    @Test
    void thenHasTheCanaryOfThatEnvironmentSendAndList() {
        assertThat(commands("Answers"))
                .filteredOn(PipelineStack.CALL_CANARY::equals)
                .hasSameSizeAs(Environments.all());
        List<JsonNode> calls = stack.template().findValues("Action").stream()
                .filter(action -> action.asString("").startsWith("lambda:"))
                .toList();
        assertThat(calls).extracting(JsonNode::asString).containsOnly("lambda:InvokeFunction");
        assertThat(stack.template().toString()).contains(":lambda:us-east-1:", ":function:cruddur-canary");
    }

    /** The AWS CLI ends with 0 whether the function failed or not. */
    @ParameterizedTest
    @CsvSource(textBlock = """
            printf None,             0, 1
            printf Unhandled,        1, 3
            exit 1,                  1, 3
            printf Unhandled; exit 1,1, 3
            """)
    void aCanaryThatFailsFailsTheRun(String aws, int exitCode, int attempts, @TempDir Path dir) throws Exception {
        script(dir.resolve("aws"), "echo \"$@\" >>calls\n" + aws);
        script(dir.resolve("sleep"), ":");
        ProcessBuilder shell = new ProcessBuilder("sh", "-c", PipelineStack.CALL_CANARY)
                .directory(dir.toFile())
                .redirectErrorStream(true);
        shell.environment().merge("PATH", dir.toString(), (path, first) -> first + File.pathSeparator + path);
        shell.environment().put("CANARY", "arn:x:function:cruddur-canary");

        Process run = shell.start();
        run.getInputStream().readAllBytes();

        assertThat(run.waitFor()).isEqualTo(exitCode);
        assertThat(Files.readAllLines(dir.resolve("calls")))
                .hasSize(attempts)
                .allMatch(call -> call.contains("invoke --function-name arn:x:function:cruddur-canary"));
    }

    private static void script(Path file, String lines) throws IOException {
        Files.writeString(file, "#!/bin/sh\n" + lines + "\n");
        assertThat(file.toFile().setExecutable(true)).isTrue();
    }

    @Test
    void tellsWhenARunFailsOrWaits() {
        JsonNode rule =
                stack.only("AWS::CodeStarNotifications::NotificationRule").path("Properties");

        assertThat(rule.path("EventTypeIds").valueStream().map(JsonNode::asString))
                .containsExactlyInAnyOrder(
                        "codepipeline-pipeline-pipeline-execution-failed",
                        "codepipeline-pipeline-manual-approval-needed");
        assertThat(rule.path("Targets").path(0).path("TargetType").asString()).isEqualTo("SNS");
        assertThat(stack.only("AWS::SNS::Subscription")
                        .path("Properties")
                        .path("Endpoint")
                        .asString())
                .isEqualTo(Synthesised.ALARM_EMAIL);
        assertThat(stack.only("AWS::SNS::TopicPolicy").toString()).contains("codestar-notifications.amazonaws.com");
    }

    @Test
    void everyBuildEnds() {
        assertThat(Synthesised.resources(stack.template(), "AWS::CodeBuild::Project"))
                .isNotEmpty()
                .allSatisfy(project -> assertThat(project.path("Properties")
                                .path("TimeoutInMinutes")
                                .asInt())
                        .isEqualTo(60));
    }

    @Test
    void buildsWriteOneLogAndArtefactsGoAfterThreeMonths() {
        assertThat(Synthesised.resources(stack.template(), "AWS::CodeBuild::Project"))
                .isNotEmpty()
                .allSatisfy(project -> assertThat(project.path("Properties")
                                .path("LogsConfig")
                                .path("CloudWatchLogs")
                                .path("GroupName")
                                .path("Ref")
                                .asString())
                        .startsWith("Log"));
        assertThat(stack.template().path("Resources").findValues("ExpirationInDays"))
                .extracting(JsonNode::asInt)
                .contains(90);
    }

    /** No developer machine publishes, and the image for ARM is built on ARM. */
    @Test
    void publishesAssetsItselfOnArm() {
        List<JsonNode> projects = Synthesised.resources(stack.template(), "AWS::CodeBuild::Project")
                .filter(project -> project.toString().contains("cdk-assets"))
                .toList();

        assertThat(projects).isNotEmpty().allSatisfy(project -> {
            JsonNode environment = project.path("Properties").path("Environment");
            assertThat(environment.path("Type").asString()).isEqualTo("ARM_CONTAINER");
            assertThat(environment.path("PrivilegedMode").asBoolean()).isTrue();
        });
        assertThat(projects).anyMatch(project -> project.toString().contains("Docker"));
    }

    @Test
    void pinsTheVersionOfTheCommandLine() {
        assertThat(stack.template().toString()).doesNotContain("@latest", "npm install -g aws-cdk@2\"");
        assertThat(stack.template().toString()).contains("npm install -g aws-cdk@" + PipelineStack.CLI_VERSION);
        assertThat(Synthesised.read(Path.of("package.json"))
                        .path("devDependencies")
                        .path("aws-cdk")
                        .asString())
                .isEqualTo(PipelineStack.CLI_VERSION);
    }

    @Test
    void onlyTheBuildOfAssetsMayUseDocker() {
        assertThat(Synthesised.resources(stack.template(), "AWS::CodeBuild::Project"))
                .filteredOn(project -> !project.toString().contains("cdk-assets"))
                .isNotEmpty()
                .noneMatch(project -> project.path("Properties")
                        .path("Environment")
                        .path("PrivilegedMode")
                        .asBoolean());
    }

    /** No role of the pipeline is an administrator: CloudFormation uses the roles of cdk bootstrap. */
    @Test
    void itsRolesHaveNoManagedPolicies() {
        Stream<JsonNode> roles = Synthesised.resources(stack.template(), "AWS::IAM::Role");

        assertThat(roles).isNotEmpty().noneMatch(role -> role.path("Properties").has("ManagedPolicyArns"));
    }

    private List<String> actions(String stage) {
        return stages.valueStream()
                .filter(s -> s.path("Name").asString().equals(stage))
                .flatMap(s -> s.path("Actions").valueStream())
                .sorted((one, other) -> Integer.compare(
                        one.path("RunOrder").asInt(), other.path("RunOrder").asInt()))
                .map(action ->
                        action.path("ActionTypeId").path("Category").asString().equals("Approval")
                                ? "Approval"
                                : action.path("ActionTypeId").path("Provider").asString())
                .toList();
    }

    /** Of the build project whose description names the step. */
    private List<String> commands(String step) {
        List<String> commands = new ArrayList<>();
        stack.template().path("Resources").propertyStream().forEach(resource -> {
            if (resource.getKey().contains(step)
                    && resource.getValue().path("Type").asString().equals("AWS::CodeBuild::Project")) {
                JsonNode spec = Synthesised.JSON.readTree(resource.getValue()
                        .path("Properties")
                        .path("Source")
                        .path("BuildSpec")
                        .asString());
                spec.path("phases").path("build").path("commands").forEach(command -> commands.add(command.asString()));
            }
        });
        return commands;
    }
}
