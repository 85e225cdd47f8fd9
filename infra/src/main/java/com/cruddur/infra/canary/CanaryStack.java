package com.cruddur.infra.canary;

import com.cruddur.infra.people.SignIn;
import com.cruddur.infra.shared.FunctionJar;
import com.cruddur.infra.shared.Output;
import com.cruddur.infra.shared.Retention;
import com.cruddur.infra.shared.Suppression;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.cognito.UserPoolClient;
import software.amazon.awscdk.services.events.Rule;
import software.amazon.awscdk.services.events.Schedule;
import software.amazon.awscdk.services.events.targets.LambdaFunction;
import software.amazon.awscdk.services.iam.AccountPrincipal;
import software.amazon.awscdk.services.iam.IRole;
import software.amazon.awscdk.services.iam.PolicyDocument;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.iam.Role;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.amazon.awscdk.services.lambda.Architecture;
import software.amazon.awscdk.services.lambda.Code;
import software.amazon.awscdk.services.lambda.Function;
import software.amazon.awscdk.services.lambda.Permission;
import software.amazon.awscdk.services.lambda.Runtime;
import software.amazon.awscdk.services.logs.LogGroup;
import software.amazon.awscdk.services.secretsmanager.Secret;
import software.amazon.awscdk.services.secretsmanager.SecretStringGenerator;
import software.constructs.Construct;

/**
 * The canary: from outside, at the address of the pages, it signs in, sends a message, lists it and deletes it. Its account
 * is made by {@code ./cruddur db add-canary}; until then each run fails.
 */
public final class CanaryStack extends Stack {

    /** Of the function. */
    public static final String NAME = "cruddur-canary";

    /** How often it is called. */
    public static final Duration INTERVAL = Duration.minutes(5);

    /** The command line looks for the secret by this name ({@code AddCanary}), and makes these two users. */
    private static final String SECRET = NAME;

    private static final String USERNAME = "canary@cruddur.example";

    private static final String RECEIVER = "canary-receiver";

    /** More than all its own time limits together. */
    private static final Duration TIMEOUT = Duration.seconds(90);

    /** MB. */
    private static final int MEMORY = 1_024;

    private static final int PASSWORD_LENGTH = 32;

    private final Function function;

    /** @param pages the address of the pages, behind which the API is */
    public CanaryStack(Construct scope, String pages, SignIn signIn, UserPoolClient client, Retention retention) {
        super(scope, "Canary");
        Secret secret = secret();
        LogGroup log = LogGroup.Builder.create(this, "Log")
                .logGroupName("/aws/lambda/" + NAME)
                .retention(retention.logs())
                // If it stayed, a new stack could not create a log group of the same name.
                .removalPolicy(RemovalPolicy.DESTROY)
                .build();
        function = Function.Builder.create(this, "Function")
                .functionName(NAME)
                .description("Sends a message, lists it and deletes it, as somebody outside would")
                .runtime(Runtime.JAVA_25)
                .architecture(Architecture.ARM_64)
                .handler("com.cruddur.cli.canary.CanaryFunction::run")
                .code(Code.fromAsset(FunctionJar.path("cli", "cruddur-canary.jar")))
                .memorySize(MEMORY)
                .timeout(TIMEOUT)
                // The next call is the next attempt.
                .retryAttempts(0)
                .maxEventAge(INTERVAL)
                .environment(new TreeMap<>(Map.of(
                        "PAGES_URL", pages,
                        "USER_POOL_ID", signIn.poolId(),
                        "CLIENT_ID", client.getUserPoolClientId(),
                        "SECRET_ID", secret.getSecretArn(),
                        "RECEIVER", RECEIVER)))
                .role(role(log, secret, signIn))
                .logGroup(log)
                .build();
        Rule.Builder.create(this, "Schedule")
                .description("Calls " + NAME)
                .schedule(Schedule.rate(INTERVAL))
                .targets(List.of(LambdaFunction.Builder.create(function)
                        .retryAttempts(0)
                        .maxEventAge(INTERVAL)
                        .build()))
                .build();
        Output.of(this, "FunctionName", NAME);
    }

    /**
     * Lets the pipeline call it after a deployment.
     *
     * @param account the pipeline's; null for this one, in which its own policy allows it
     */
    public void allow(@Nullable String account) {
        if (account != null) {
            function.addPermission(
                    "Pipeline",
                    Permission.builder()
                            .principal(new AccountPrincipal(account))
                            .build());
        }
    }

    /** Secrets Manager makes the password; nobody has to see it. */
    private Secret secret() {
        Secret secret = Secret.Builder.create(this, "Secret")
                .secretName(SECRET)
                .description("The canary's account in Cognito")
                .generateSecretString(SecretStringGenerator.builder()
                        .secretStringTemplate("{\"username\":\"" + USERNAME + "\"}")
                        .generateStringKey("password")
                        .passwordLength(PASSWORD_LENGTH)
                        .requireEachIncludedType(true)
                        .excludeCharacters("\"\\'`$ ")
                        .build())
                .removalPolicy(RemovalPolicy.DESTROY)
                .build();
        Suppression.of(
                secret,
                "AwsSolutions-SMG4",
                "Replaced by hand (docs/operations.md): the account can do nothing but write to another one of its kind.");
        return secret;
    }

    /** Reads its password, signs in, writes its log. */
    private IRole role(LogGroup log, Secret secret, SignIn signIn) {
        return Role.Builder.create(this, "Role")
                .description("The function " + NAME)
                .assumedBy(new ServicePrincipal("lambda.amazonaws.com"))
                .inlinePolicies(new TreeMap<>(Map.of(
                        "read-password", allow(secret.getSecretArn(), "secretsmanager:GetSecretValue"),
                        "sign-in", allow(signIn.poolArn(), "cognito-idp:AdminInitiateAuth"),
                        "write-log", allow(log.getLogGroupArn(), "logs:CreateLogStream", "logs:PutLogEvents"))))
                .build()
                .withoutPolicyUpdates();
    }

    private static PolicyDocument allow(String resource, String... actions) {
        PolicyDocument document = new PolicyDocument();
        document.addStatements(PolicyStatement.Builder.create()
                .actions(List.of(actions))
                .resources(List.of(resource))
                .build());
        return document;
    }
}
