package com.cruddur.infra.canary;

import static org.assertj.core.api.Assertions.assertThat;

import com.cruddur.infra.app.CruddurStage;
import com.cruddur.infra.app.Environment;
import com.cruddur.infra.app.Environments;
import com.cruddur.infra.testing.Synthesised;
import com.cruddur.infra.testing.SynthesisedStack;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awscdk.App;
import software.amazon.awscdk.AppProps;
import software.amazon.awscdk.assertions.Template;
import tools.jackson.databind.JsonNode;

class CanaryStackIT {

    private static final Path COMMAND = Path.of("../cli/src/main/java/com/cruddur/cli/db/AddCanary.java");

    static List<Environment> environments() {
        return Environments.all();
    }

    @ParameterizedTest
    @MethodSource("environments")
    void theFunctionIsCalledEveryFiveMinutesAndAFailureIsNotTriedAgain(Environment environment) {
        SynthesisedStack stack = stack(environment);
        JsonNode rule = stack.only("AWS::Events::Rule").path("Properties");

        assertThat(rule.path("ScheduleExpression").asString()).isEqualTo("rate(5 minutes)");
        assertThat(rule.path("State").asString()).isEqualTo("ENABLED");
        assertThat(rule.path("Targets").size()).isEqualTo(1);
        assertThat(rule.findValue("MaximumRetryAttempts").asInt()).isZero();
        assertThat(stack.only("AWS::Lambda::EventInvokeConfig")
                        .path("Properties")
                        .path("MaximumRetryAttempts")
                        .asInt())
                .isZero();
    }

    /** From outside: at the address of the pages, not from within the VPC. */
    @ParameterizedTest
    @MethodSource("environments")
    void itAsksAtTheAddressOfThePagesFromOutsideTheVpc(Environment environment) {
        JsonNode function = function(environment);

        assertThat(function.has("VpcConfig")).isFalse();
        assertThat(function.path("Environment")
                        .path("Variables")
                        .path("PAGES_URL")
                        .toString())
                .contains("https://");
        assertThat(function.path("Timeout").asInt()).isEqualTo(90);
    }

    @Test
    void itsCodeIsTheJarOfTheCommandLinesModule() throws Exception {
        String handler = function(Environments.PRODUCTION).path("Handler").asString();
        try (JarFile jar = new JarFile("../cli/target/cruddur-canary.jar")) {
            assertThat(jar.getEntry(handler.replace('.', '/').replaceFirst("::.*", ".class")))
                    .as(handler)
                    .isNotNull();
            assertThat(jar.stream().map(entry -> entry.getName()))
                    .noneMatch(name -> name.matches(
                            "(org/postgresql|org/flywaydb|org/jdbi|picocli|com/cruddur/(core|cli/(?!canary)[^/]+)|"
                                    + "software/amazon/awssdk/services/(dynamodb|lambda|sqs))/.+"));
        }
    }

    @ParameterizedTest
    @MethodSource("environments")
    void itsRoleReadsOneSecretSignsInAtOnePoolAndWritesItsLog(Environment environment) {
        SynthesisedStack stack = stack(environment);
        JsonNode role = stack.only("AWS::IAM::Role").path("Properties");

        assertThat(role.findValues("Action"))
                .extracting(JsonNode::toString)
                .containsExactlyInAnyOrder(
                        "\"sts:AssumeRole\"",
                        "\"secretsmanager:GetSecretValue\"",
                        "\"cognito-idp:AdminInitiateAuth\"",
                        "[\"logs:CreateLogStream\",\"logs:PutLogEvents\"]");
        assertThat(role.has("ManagedPolicyArns")).isFalse();
        assertThat(stack.template().toString()).doesNotContain("AWS::IAM::Policy");
    }

    /** The template says how a password is made, and none. */
    @ParameterizedTest
    @MethodSource("environments")
    void secretsManagerMakesThePassword(Environment environment) {
        JsonNode secret = stack(environment).only("AWS::SecretsManager::Secret").path("Properties");

        assertThat(secret.path("GenerateSecretString").path("GenerateStringKey").asString())
                .isEqualTo("password");
        assertThat(secret.path("GenerateSecretString").path("PasswordLength").asInt())
                .isEqualTo(32);
        assertThat(secret.path("GenerateSecretString")
                        .path("SecretStringTemplate")
                        .asString())
                .isEqualTo("{\"username\":\"canary@cruddur.example\"}");
        assertThat(secret.has("SecretString")).isFalse();
        assertThat(function(environment).toString()).doesNotContain("{{resolve:secretsmanager");
    }

    @ParameterizedTest
    @MethodSource("environments")
    void noClientButItsOwnTakesAPasswordAndThatOneByAnAdministrator(Environment environment) {
        List<JsonNode> clients = Synthesised.resources(
                        Synthesised.stack(environment, "Web").template(), "AWS::Cognito::UserPoolClient")
                .map(client -> client.path("Properties"))
                .toList();

        assertThat(clients).hasSize(2);
        assertThat(clients)
                .extracting(client -> client.path("ExplicitAuthFlows").toString())
                .containsExactlyInAnyOrder("[\"ALLOW_USER_SRP_AUTH\"]", "[\"ALLOW_ADMIN_USER_PASSWORD_AUTH\"]");
        assertThat(clients)
                .filteredOn(client -> client.toString().contains("ADMIN_USER_PASSWORD"))
                .singleElement()
                .satisfies(client -> {
                    assertThat(client.has("AllowedOAuthFlows")).isFalse();
                    assertThat(client.has("CallbackURLs")).isFalse();
                    assertThat(client.path("AccessTokenValidity").asInt()).isEqualTo(5);
                });
    }

    /** The pages sign in with the first one of the list. */
    @ParameterizedTest
    @MethodSource("environments")
    void theApiTakesTokensOfItsClientBehindThatOfThePages(Environment environment) {
        String task = Synthesised.stack(environment, "Web")
                .only("AWS::ECS::TaskDefinition")
                .toString();

        assertThat(task)
                .matches(".*\\[\\{\"Ref\":\"PagesClient\\w+\"\\},\",\",\\{\"Ref\":\"CanaryClient\\w+\"\\}\\].*");
    }

    /** The command knows the secret and the receiver by their names. */
    @Test
    void theCommandThatMakesItsAccountsHasTheSameNames() throws Exception {
        String command = Files.readString(COMMAND);
        JsonNode variables =
                function(Environments.PRODUCTION).path("Environment").path("Variables");

        assertThat(command)
                .contains("defaultValue = \"" + CanaryStack.NAME + "\"")
                .contains("\"" + variables.path("RECEIVER").asString() + "\"");
        assertThat(stack(Environments.PRODUCTION)
                        .only("AWS::SecretsManager::Secret")
                        .path("Properties")
                        .path("Name")
                        .asString())
                .isEqualTo(CanaryStack.NAME);
    }

    /** A pipeline in another account may call it, and nobody else. */
    @Test
    void thePipelinesAccountMayCallIt() {
        App app = new App(AppProps.builder().outdir("target/cdk.out.canary").build());
        CruddurStage stage = new CruddurStage(app, Environments.DEVELOPMENT);
        stage.canary().allow("210987654321");

        assertThat(principals(Synthesised.JSON.valueToTree(
                        Template.fromStack(stage.canary()).toJSON())))
                .contains("210987654321");
        assertThat(principals(stack(Environments.DEVELOPMENT).template())).containsExactly("events.amazonaws.com");
    }

    private static List<String> principals(JsonNode template) {
        return Synthesised.resources(template, "AWS::Lambda::Permission")
                .map(permission ->
                        permission.path("Properties").path("Principal").asString())
                .toList();
    }

    private static JsonNode function(Environment environment) {
        return stack(environment).only("AWS::Lambda::Function").path("Properties");
    }

    private static SynthesisedStack stack(Environment environment) {
        return Synthesised.stack(environment, "Canary");
    }
}
