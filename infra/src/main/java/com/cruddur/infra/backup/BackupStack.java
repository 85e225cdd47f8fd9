package com.cruddur.infra.backup;

import com.cruddur.infra.shared.Suppression;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.backup.BackupPlan;
import software.amazon.awscdk.services.backup.BackupPlanRule;
import software.amazon.awscdk.services.backup.BackupPlanRuleProps;
import software.amazon.awscdk.services.backup.BackupResource;
import software.amazon.awscdk.services.backup.BackupSelectionOptions;
import software.amazon.awscdk.services.backup.BackupVault;
import software.amazon.awscdk.services.backup.BackupVaultEvents;
import software.amazon.awscdk.services.backup.LockConfiguration;
import software.amazon.awscdk.services.events.CronOptions;
import software.amazon.awscdk.services.events.Schedule;
import software.amazon.awscdk.services.iam.Role;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.amazon.awscdk.services.sns.Topic;
import software.amazon.awscdk.services.sns.subscriptions.EmailSubscription;
import software.constructs.Construct;

/**
 * A backup each day, in a vault from which nobody deletes it before its time. Point-in-time recovery undoes mistakes; this
 * is for who deletes table and database with it.
 */
public final class BackupStack extends Stack {

    static final String VAULT = "cruddur";

    /**
     * @param resources what is backed up
     * @param email who is told of a backup that has failed; null for nobody
     */
    public BackupStack(
            Construct scope, BackupSettings settings, List<BackupResource> resources, @Nullable String email) {
        super(scope, "Backup");
        BackupVault vault = BackupVault.Builder.create(this, "Vault")
                .backupVaultName(VAULT)
                .lockConfiguration(lock(settings))
                .notificationTopic(topic(email))
                .notificationEvents(List.of(BackupVaultEvents.BACKUP_JOB_FAILED, BackupVaultEvents.BACKUP_JOB_EXPIRED))
                // CloudFormation cannot delete it while there is something in it.
                .removalPolicy(RemovalPolicy.RETAIN)
                .build();
        BackupPlan plan = BackupPlan.Builder.create(this, "Plan")
                .backupPlanName("cruddur")
                .backupVault(vault)
                .backupPlanRules(List.of(new BackupPlanRule(daily(settings))))
                .build();
        plan.addSelection(
                "Selection",
                BackupSelectionOptions.builder()
                        .backupSelectionName("cruddur")
                        .resources(resources)
                        .role(role())
                        .build());
    }

    private static LockConfiguration lock(BackupSettings settings) {
        LockConfiguration.Builder lock = LockConfiguration.builder().minRetention(Duration.days(settings.keepDays()));
        Integer finalAfterDays = settings.finalAfterDays();
        if (finalAfterDays != null) {
            lock.changeableFor(Duration.days(finalAfterDays));
        }
        return lock.build();
    }

    private static BackupPlanRuleProps daily(BackupSettings settings) {
        return BackupPlanRuleProps.builder()
                .ruleName("daily")
                .scheduleExpression(Schedule.cron(
                        CronOptions.builder().hour("5").minute("0").build()))
                .deleteAfter(Duration.days(settings.keepDays()))
                .build();
    }

    private Topic topic(@Nullable String email) {
        Topic topic = Topic.Builder.create(this, "Topic")
                .topicName("cruddur-backups")
                .enforceSsl(true)
                .build();
        if (email != null) {
            topic.addSubscription(new EmailSubscription(email));
        }
        return topic;
    }

    /** It may make backups, and restores nothing. */
    private Role role() {
        Role role = Role.Builder.create(this, "Role")
                .assumedBy(new ServicePrincipal("backup.amazonaws.com"))
                .build();
        Suppression.of(
                role,
                "AwsSolutions-IAM4",
                "AWS keeps the list of what a backup takes of each service; AWS Backup alone assumes the role.",
                "Policy::arn:<AWS::Partition>:iam::aws:policy/service-role/AWSBackupServiceRolePolicyForBackup");
        return role;
    }
}
