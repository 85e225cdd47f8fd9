package com.cruddur.infra.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import com.cruddur.infra.app.Environments;
import com.cruddur.infra.testing.Synthesised;
import com.cruddur.infra.testing.SynthesisedStack;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
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

    @Test
    void requestsTheApiOfEachEnvironmentAfterItsDeployment() {
        assertThat(actions("CruddurDevelopment")).endsWith("CodeBuild");
        assertThat(actions("CruddurProduction")).endsWith("CodeBuild");
        assertThat(commands("Answers")).anyMatch(command -> command.contains("$PAGES/config.json"));
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
