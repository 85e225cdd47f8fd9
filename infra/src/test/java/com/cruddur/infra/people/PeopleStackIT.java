package com.cruddur.infra.people;

import static org.assertj.core.api.Assertions.assertThat;

import com.cruddur.infra.app.Environment;
import com.cruddur.infra.app.Environments;
import com.cruddur.infra.testing.Synthesised;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awscdk.assertions.Match;
import tools.jackson.databind.JsonNode;

class PeopleStackIT {

    private static final String DATABASE = "AWS::RDS::DBInstance";
    private static final String POOL = "AWS::Cognito::UserPool";

    static List<Environment> environments() {
        return Environments.all();
    }

    @ParameterizedTest
    @MethodSource("environments")
    void rdsItselfKeepsAndRotatesThePassword(Environment environment) {
        JsonNode database = properties(environment, DATABASE);

        assertThat(database.path("ManageMasterUserPassword").asBoolean()).isTrue();
        assertThat(database.has("MasterUserPassword")).isFalse();
        // A rotation function would need a network path to Secrets Manager.
        assertThat(Synthesised.resources(template(environment), "AWS::Lambda::Function"))
                .isEmpty();
    }

    @ParameterizedTest
    @MethodSource("environments")
    void theDatabaseIsEncryptedAtRestAndInTransitAndLetsNobodyInByItself(Environment environment) {
        JsonNode database = properties(environment, DATABASE);

        assertThat(database.path("StorageEncrypted").asBoolean()).isTrue();
        assertThat(database.path("PubliclyAccessible").asBoolean(true)).isFalse();
        assertThat(properties(environment, "AWS::RDS::DBParameterGroup")
                        .path("Parameters")
                        .path("rds.force_ssl")
                        .asString())
                .isEqualTo("1");
        assertThat(properties(environment, "AWS::RDS::DBSubnetGroup")
                        .path("SubnetIds")
                        .toString())
                .contains("isolated")
                .doesNotContain("public");
        JsonNode group = properties(environment, "AWS::EC2::SecurityGroup");
        assertThat(group.has("SecurityGroupIngress")).isFalse();
        assertThat(group.path("SecurityGroupEgress").toString()).contains("255.255.255.255/32");
    }

    @ParameterizedTest
    @MethodSource("environments")
    void itsKeyIsOurOwnAndChangesEveryYear(Environment environment) {
        assertThat(properties(environment, DATABASE).path("KmsKeyId").toString())
                .contains("UsersKey");
        assertThat(properties(environment, "AWS::KMS::Key")
                        .path("EnableKeyRotation")
                        .asBoolean())
                .isTrue();
    }

    /** A log group that RDS makes is kept without end. */
    @ParameterizedTest
    @MethodSource("environments")
    void itsLogIsExportedIntoAGroupThatIsThereBeforeIt(Environment environment) {
        JsonNode log = properties(environment, "AWS::Logs::LogGroup");

        assertThat(properties(environment, DATABASE)
                        .path("DBInstanceIdentifier")
                        .asString())
                .isEqualTo("cruddur");
        assertThat(properties(environment, DATABASE)
                        .path("EnableCloudwatchLogsExports")
                        .toString())
                .isEqualTo("[\"postgresql\"]");
        assertThat(log.path("LogGroupName").asString()).isEqualTo("/aws/rds/instance/cruddur/postgresql");
        assertThat(log.path("RetentionInDays").asInt()).isEqualTo(environment == Environments.PRODUCTION ? 90 : 7);
        assertThat(Synthesised.stack(environment, "People")
                        .only(DATABASE)
                        .path("DependsOn")
                        .toString())
                .contains("UsersLog");
    }

    @Test
    void inProductionItHasAStandbyAndIsProtectedAgainstDeletion() {
        Synthesised.template(Environments.PRODUCTION, "People")
                .hasResource(
                        DATABASE,
                        Map.of(
                                "DeletionPolicy",
                                "Retain",
                                "UpdateReplacePolicy",
                                "Retain",
                                "Properties",
                                Match.objectLike(Map.of(
                                        "DeletionProtection", true,
                                        "MultiAZ", true,
                                        "DeleteAutomatedBackups", false,
                                        "BackupRetentionPeriod", 14))));
        Synthesised.template(Environments.DEVELOPMENT, "People")
                .hasResource(
                        DATABASE,
                        Map.of(
                                "DeletionPolicy",
                                "Delete",
                                "Properties",
                                Match.objectLike(Map.of("DeletionProtection", false, "BackupRetentionPeriod", 1))));
    }

    /** A task opens ten, there are twice as many tasks during a deployment, and RDS reserves a few. */
    @ParameterizedTest
    @MethodSource("environments")
    void theDatabaseHasConnectionsForAllTasksOfADeployment(Environment environment) {
        int connections = properties(environment, "AWS::RDS::DBParameterGroup")
                .path("Parameters")
                .path("max_connections")
                .asInt();

        assertThat(connections).isGreaterThan(environment.web().api().maxTasks() * 2 * 10 + 10);
    }

    @ParameterizedTest
    @MethodSource("environments")
    void everyUserHasAHandleThatCannotBeChanged(Environment environment) {
        JsonNode pool = properties(environment, POOL);

        JsonNode handle = pool.path("Schema")
                .valueStream()
                .filter(attribute -> attribute.path("Name").asString().equals("preferred_username"))
                .findFirst()
                .orElseThrow();
        assertThat(handle.path("Required").asBoolean()).isTrue();
        assertThat(handle.path("Mutable").asBoolean(true)).isFalse();
        assertThat(pool.path("AdminCreateUserConfig")
                        .path("AllowAdminCreateUserOnly")
                        .asBoolean())
                .as("who could choose a handle could take somebody's conversations")
                .isTrue();
        assertThat(pool.path("UsernameAttributes").toString()).isEqualTo("[\"email\"]");
    }

    @Test
    void hasThreatProtectionWhereTheTierIncludesIt() {
        JsonNode production = properties(Environments.PRODUCTION, POOL);
        JsonNode development = properties(Environments.DEVELOPMENT, POOL);

        assertThat(production.path("UserPoolTier").asString()).isEqualTo("PLUS");
        assertThat(production
                        .path("UserPoolAddOns")
                        .path("AdvancedSecurityMode")
                        .asString())
                .isEqualTo("ENFORCED");
        assertThat(development.path("UserPoolTier").asString()).isEqualTo("ESSENTIALS");
        assertThat(development.has("UserPoolAddOns")).isFalse();
    }

    @Test
    void inProductionThePoolIsProtectedAgainstDeletion() {
        Synthesised.template(Environments.PRODUCTION, "People")
                .hasResource(
                        POOL,
                        Map.of(
                                "DeletionPolicy",
                                "Retain",
                                "Properties",
                                Match.objectLike(Map.of("DeletionProtection", "ACTIVE"))));
        Synthesised.template(Environments.DEVELOPMENT, "People").hasResource(POOL, Map.of("DeletionPolicy", "Delete"));
    }

    @ParameterizedTest
    @MethodSource("environments")
    void theSignInPagesHaveAnAddressOfTheirOwn(Environment environment) {
        JsonNode domain = properties(environment, "AWS::Cognito::UserPoolDomain");

        assertThat(domain.path("Domain").toString()).contains("cruddur-" + environment.name() + "-", "AWS::AccountId");
        assertThat(domain.path("ManagedLoginVersion").asInt()).isEqualTo(2);
    }

    @ParameterizedTest
    @MethodSource("environments")
    void outputsWhatTheCommandLineNeeds(Environment environment) {
        assertThat(template(environment).path("Outputs").propertyNames())
                .contains("UserPoolId", "DatabaseHost", "DatabaseSecretArn");
    }

    private static JsonNode template(Environment environment) {
        return Synthesised.stack(environment, "People").template();
    }

    private static JsonNode properties(Environment environment, String type) {
        return Synthesised.stack(environment, "People").only(type).path("Properties");
    }
}
