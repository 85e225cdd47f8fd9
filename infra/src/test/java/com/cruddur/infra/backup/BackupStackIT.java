package com.cruddur.infra.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.cruddur.infra.app.Environments;
import com.cruddur.infra.testing.Synthesised;
import com.cruddur.infra.testing.SynthesisedStack;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awscdk.App;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.assertions.Template;
import software.amazon.awscdk.services.backup.BackupResource;
import tools.jackson.databind.JsonNode;

class BackupStackIT {

    private final SynthesisedStack stack = Synthesised.stack(Environments.PRODUCTION, "Backup");

    private final JsonNode vault = stack.only("AWS::Backup::BackupVault");

    @Test
    void nobodyDeletesABackupBeforeItsTime() {
        JsonNode rules = stack.only("AWS::Backup::BackupPlan")
                .path("Properties")
                .path("BackupPlan")
                .path("BackupPlanRule");

        assertThat(vault.path("Properties").path("LockConfiguration").toString())
                .isEqualTo("{\"MinRetentionDays\":14}");
        assertThat(vault.path("DeletionPolicy").asString()).isEqualTo("Retain");
        assertThat(rules.size()).isOne();
        assertThat(rules.path(0).path("Lifecycle").toString()).isEqualTo("{\"DeleteAfterDays\":14}");
        assertThat(rules.path(0).path("ScheduleExpression").asString()).isEqualTo("cron(0 5 * * ? *)");
    }

    @Test
    void backsUpTheTableInUseAndPostgreSql() {
        JsonNode resources = stack.only("AWS::Backup::BackupSelection")
                .path("Properties")
                .path("BackupSelection")
                .path("Resources");

        assertThat(resources.size()).isEqualTo(2);
        assertThat(resources.path(0).toString()).contains("CruddurProduction-Data", "Fn::GetStackOutput");
        assertThat(resources.path(1).toString()).contains(":rds:", ":db:", "CruddurProduction-People");
    }

    @Test
    void tellsOfABackupThatFails() {
        assertThat(vault.path("Properties")
                        .path("Notifications")
                        .path("BackupVaultEvents")
                        .valueStream()
                        .map(JsonNode::asString))
                .containsExactly("BACKUP_JOB_FAILED", "BACKUP_JOB_EXPIRED");
        assertThat(stack.only("AWS::SNS::Subscription")
                        .path("Properties")
                        .path("Endpoint")
                        .asString())
                .isEqualTo(Synthesised.ALARM_EMAIL);
        assertThat(stack.only("AWS::SNS::TopicPolicy").toString()).contains("backup.amazonaws.com");
    }

    @Test
    void anEnvironmentCanMakeTheLockFinal() {
        BackupSettings settings =
                BackupSettings.builder().keepDays(30).finalAfterDays(3).build();
        Stack another = new BackupStack(
                new App(), settings, List.of(BackupResource.fromArn("arn:aws:dynamodb:::table/any")), null);

        Template.fromStack(another)
                .hasResourceProperties(
                        "AWS::Backup::BackupVault",
                        Map.of("LockConfiguration", Map.of("MinRetentionDays", 30, "ChangeableForDays", 3)));
        assertThatThrownBy(() ->
                        BackupSettings.builder().keepDays(30).finalAfterDays(2).build())
                .hasMessageContaining("three days");
    }

    @Test
    void developmentHasNone() {
        assertThat(Synthesised.stacks(Environments.DEVELOPMENT))
                .isNotEmpty()
                .noneMatch(other -> other.name().endsWith("-Backup"));
    }
}
