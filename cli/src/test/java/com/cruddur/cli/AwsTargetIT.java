package com.cruddur.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.cruddur.core.testing.LocalDynamoDb;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code --target aws}: whose account it is, and what is said where AWS cannot be reached. */
class AwsTargetIT {

    private static final String CALLER = """
            <GetCallerIdentityResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><GetCallerIdentityResult>\
            <Arn>arn:aws:iam::123456789012:user/kate</Arn><UserId>A</UserId><Account>123456789012</Account>\
            </GetCallerIdentityResult></GetCallerIdentityResponse>""";

    @TempDir
    private Path dir;

    private final Map<String, String> environment = new HashMap<>();

    @BeforeEach
    void profiles() throws IOException {
        Path config = Files.writeString(dir.resolve("config"), """
                [default]
                region = us-east-1
                [profile dev]
                region = eu-central-1
                [profile bare]
                region = eu-central-1
                [profile sso]
                region = eu-central-1
                sso_start_url = https://example.invalid/start
                sso_region = eu-central-1
                sso_account_id = 123456789012
                sso_role_name = admin
                """);
        Path credentials = Files.writeString(dir.resolve("credentials"), """
                [dev]
                aws_access_key_id = AKIADEV
                aws_secret_access_key = secret-of-dev
                """);
        environment.put("AWS_CONFIG_FILE", config.toString());
        environment.put("AWS_SHARED_CREDENTIALS_FILE", credentials.toString());
        environment.put("AWS_EC2_METADATA_DISABLED", "true");
        environment.put("CRUDDUR_STATE_DIR", dir.toString());
    }

    @Test
    void aProfileThatIsNamedGoesBeforeKeysInTheEnvironment() throws Exception {
        keysInTheEnvironment();

        assertThat(signature("--profile", "dev"))
                .contains("Credential=AKIADEV/")
                .contains("/eu-central-1/");
        assertThat(signature()).contains("Credential=AKIAENV/").contains("/us-east-1/");
    }

    /** As the AWS CLI does it. */
    @Test
    void keysInTheEnvironmentGoBeforeAProfileInTheEnvironment() throws Exception {
        keysInTheEnvironment();
        environment.put("AWS_PROFILE", "dev");

        assertThat(signature()).contains("Credential=AKIAENV/");
    }

    @Test
    void aProfileThatDoesNotExistIsRefusedWithThoseThatDo() throws Exception {
        keysInTheEnvironment();

        onAws("ddb", "schema-load", "--profile", "nope")
                .failsWith(2, "There is no profile 'nope' (from --profile)", "name one of bare, default, dev, sso");
        environment.put("AWS_PROFILE", "nope");
        onAws("ddb", "list-tables").failsWith(2, "There is no profile 'nope' (from AWS_PROFILE)");
    }

    @Test
    void aProfileWithoutCredentialsDoesNotFallBackToOthers() throws Exception {
        keysInTheEnvironment();

        onAws("ddb", "list-tables", "--profile", "bare")
                .failsWith(5, "The profile 'bare' (from --profile) gives no AWS credentials");
        onAws("ddb", "list-tables", "--profile", "sso")
                .failsWith(5, "The profile 'sso' (from --profile)", "aws configure export-credentials --profile sso");
    }

    @Test
    void accountAndRegionAreToldBeforeAnythingIsChanged() throws Exception {
        keysInTheEnvironment();
        String table = "aws-" + UUID.randomUUID();
        environment.put(
                "AWS_ENDPOINT_URL_DYNAMODB", LocalDynamoDb.shared().endpoint().toString());
        try (Stub sts = new Stub(request -> Stub.Answer.ok(CALLER))) {
            environment.put("AWS_ENDPOINT_URL_STS", sts.address());

            assertThat(onAws("ddb", "schema-load", "--table", table).err())
                    .startsWith("AWS account 123456789012, region us-east-1 (from profile default), as"
                            + " arn:aws:iam::123456789012:user/kate, DynamoDB at "
                            + LocalDynamoDb.shared().endpoint() + " (from AWS_ENDPOINT_URL_DYNAMODB)\n")
                    .contains("Made the table " + table)
                    .contains("It has no point-in-time recovery, no deletion protection and no auto scaling");
            for (String command : new String[] {"rebuild", "drop " + table, "migrate --from nothing", "seed"}) {
                assertThat(onAws(("ddb " + command + " --table " + table).split(" "))
                                .err())
                        .as(command)
                        .startsWith("AWS account 123456789012, region us-east-1");
            }
        }
    }

    @Test
    void keysThatAwsRefusesChangeNothing() throws Exception {
        keysInTheEnvironment();
        String table = "aws-" + UUID.randomUUID();
        environment.put(
                "AWS_ENDPOINT_URL_DYNAMODB", LocalDynamoDb.shared().endpoint().toString());
        try (Stub sts = new Stub(request -> new Stub.Answer(403, """
                <ErrorResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><Error><Type>Sender</Type>\
                <Code>InvalidClientTokenId</Code><Message>The security token is invalid</Message></Error>\
                <RequestId>1</RequestId></ErrorResponse>"""))) {
            environment.put("AWS_ENDPOINT_URL_STS", sts.address());

            onAws("ddb", "schema-load", "--table", table).failsWith(5, "AWS answers InvalidClientTokenId");
        }
        assertThat(LocalDynamoDb.shared().client().listTables().tableNames()).doesNotContain(table);
    }

    /** No host of this name is anywhere: {@code .invalid} is reserved for that (RFC 2606). */
    @Test
    void aRegionThatDoesNotExistIsNamedWithItsHost() throws Exception {
        keysInTheEnvironment();

        onAws("ddb", "list-tables", "--region", "mars-1")
                .failsWith(
                        6,
                        "There is no host dynamodb.mars-1.amazonaws.com: is the region mars-1 (from --region) right");
        onAws("ddb", "list-tables", "--region", "mars 1")
                .failsWith(2, "The region from --region is 'mars 1': write it as eu-central-1");
        environment.put("AWS_ENDPOINT_URL", "http://dynamodb.invalid:8000");
        onAws("ddb", "list-tables")
                .failsWith(
                        6,
                        "There is no host dynamodb.invalid: is the address http://dynamodb.invalid:8000 (from"
                                + " AWS_ENDPOINT_URL) right?");
    }

    @Test
    void anAddressWhereNothingAnswersIsNamed() throws Exception {
        keysInTheEnvironment();
        environment.put("AWS_ENDPOINT_URL", "http://127.0.0.1:9");

        onAws("ddb", "list-tables").failsWith(6, "Nothing answers at http://127.0.0.1:9 (from AWS_ENDPOINT_URL)");
        onAws("cognito", "list-users", "--user-pool-id", "us-east-1_x")
                .failsWith(6, "Nothing answers at http://127.0.0.1:9 (from AWS_ENDPOINT_URL)");
    }

    @Test
    void anAddressThatTakesTheConnectionAndSaysNothingIsNamedToo() throws Exception {
        keysInTheEnvironment();
        try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            String address = "http://127.0.0.1:" + silent.getLocalPort();
            environment.put("AWS_ENDPOINT_URL", address);

            onAws("ddb", "list-tables").failsWith(6, "Nothing answers at " + address + " (from AWS_ENDPOINT_URL)");
        }
    }

    @Test
    void anAddressWhereSomethingElseAnswersIsOneLine() throws Exception {
        keysInTheEnvironment();
        try (Stub web = new Stub(request -> new Stub.Answer(404, "<html>Not found</html>"))) {
            environment.put("AWS_ENDPOINT_URL", web.address());

            onAws("ddb", "list-tables").failsWith(1, "not as AWS answers", "404");
        }
    }

    @Test
    void withoutCredentialsItIsOneLine() throws Exception {
        onAws("ddb", "list-tables").failsWith(5, "No AWS credentials: name a profile with --profile");
    }

    @Test
    void theDoctorSaysOnceThatThereAreNoCredentials() throws Exception {
        CommandRun run = onAws("doctor", "--output", "table", "--user-pool-id", "us-east-1_x");

        assertThat(run.row("credentials"))
                .isEqualTo("credentials failure Missing: there are none in profile default and the chain Name a profile"
                        + " with --profile, or set AWS_PROFILE or AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY");
        for (String check : new String[] {"table", "stream trigger", "user pool"}) {
            assertThat(run.row(check))
                    .isEqualTo(check + " failure Not checked: there are no AWS credentials See the check 'credentials'"
                            + " first");
        }
        assertThat(run.out()).doesNotContain("Provider", "SystemProperty");
    }

    @Test
    void theDoctorNamesTheHostOfARegionThatDoesNotExist() throws Exception {
        keysInTheEnvironment();

        CommandRun run = onAws("doctor", "--output", "table", "--region", "mars-1");

        assertThat(run.row("credentials")).contains("failure There is no host sts.mars-1.amazonaws.com");
        assertThat(run.row("table")).contains("failure There is no host dynamodb.mars-1.amazonaws.com");
        assertThat(run.out()).doesNotContain("See cause");
    }

    private void keysInTheEnvironment() {
        environment.put("AWS_ACCESS_KEY_ID", "AKIAENV");
        environment.put("AWS_SECRET_ACCESS_KEY", "secret-of-the-environment");
    }

    /** Who signs a call of DynamoDB. */
    private String signature(String... options) throws Exception {
        try (Stub dynamoDb = new Stub(request -> Stub.Answer.ok("{\"TableNames\":[]}"))) {
            environment.put("AWS_ENDPOINT_URL_DYNAMODB", dynamoDb.address());
            String[] command = new String[2 + options.length];
            command[0] = "ddb";
            command[1] = "list-tables";
            System.arraycopy(options, 0, command, 2, options.length);
            assertThat(onAws(command).exitCode()).isZero();
            return dynamoDb.signatures().get(0);
        }
    }

    private CommandRun onAws(String... command) throws Exception {
        environment.put("CRUDDUR_TARGET", "aws");
        return OwnProcess.run(environment, command);
    }
}
