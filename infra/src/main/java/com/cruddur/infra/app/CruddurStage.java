package com.cruddur.infra.app;

import com.cruddur.infra.backup.BackupSettings;
import com.cruddur.infra.backup.BackupStack;
import com.cruddur.infra.canary.CanaryStack;
import com.cruddur.infra.data.DataStack;
import com.cruddur.infra.network.NetworkStack;
import com.cruddur.infra.people.PeopleStack;
import com.cruddur.infra.people.UserDatabase;
import com.cruddur.infra.stream.StreamStack;
import com.cruddur.infra.valkey.ValkeyCache;
import com.cruddur.infra.valkey.ValkeyStack;
import com.cruddur.infra.watch.WatchStack;
import com.cruddur.infra.web.WebStack;
import io.github.cdklabs.cdknag.AwsSolutionsChecks;
import java.util.List;
import software.amazon.awscdk.Aspects;
import software.amazon.awscdk.CfnOutput;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.Stage;
import software.amazon.awscdk.StageProps;
import software.amazon.awscdk.TagProps;
import software.amazon.awscdk.Tags;
import software.amazon.awscdk.services.backup.BackupResource;
import software.constructs.Construct;

/** All stacks of one environment. Stacks with data are apart from those without, so that the latter can be replaced. */
public final class CruddurStage extends Stage {

    private final CfnOutput pagesUrl;
    private final List<Stack> withData;
    private final CanaryStack canary;

    public CruddurStage(Construct scope, Environment environment) {
        super(
                scope,
                environment.stageId(),
                StageProps.builder()
                        .env(software.amazon.awscdk.Environment.builder()
                                .account(environment.account())
                                .region(environment.region())
                                .build())
                        .build());
        requireSomebodyToCall(environment);
        NetworkStack network = new NetworkStack(this, environment.tableInUse(), environment.retention());
        DataStack data = new DataStack(this, environment.tables(), environment.table(), environment.retention());
        ValkeyCache valkey = environment.valkey() == null
                ? null
                : new ValkeyStack(this, network.vpc(), environment.valkey()).cache();
        new StreamStack(
                this, network.vpc(), data.table(), valkey, environment.streamConcurrency(), environment.retention());
        PeopleStack people =
                new PeopleStack(this, network.vpc(), environment.name(), environment.people(), environment.retention());
        BackupSettings backup = environment.backup();
        if (backup != null) {
            new BackupStack(
                    this,
                    backup,
                    List.of(
                            BackupResource.fromDynamoDbTable(data.table().table()),
                            BackupResource.fromRdsDatabaseInstance(
                                    people.database().instance())),
                    environment.alarms().email());
        }
        WebStack web = new WebStack(
                this,
                network.vpc(),
                data.table(),
                people,
                valkey,
                environment.name(),
                environment.web(),
                environment.retention());
        pagesUrl = web.pagesUrl();
        canary = new CanaryStack(this, web.origin(), people.signIn(), web.canaryClient(), environment.retention());
        withData = List.of(data, people);
        WatchStack watch = new WatchStack(this, environment.tableInUse(), environment.alarms());
        watch.entrance(web.distribution(), web.host());
        watch.canary();
        watch.api(web.loadBalancer(), web.tasks());
        UserDatabase database = people.database();
        watch.database(UserDatabase.IDENTIFIER, database.storageBytes(), database.connections());
        if (valkey != null) {
            watch.valkey(valkey.name(), valkey.maxUnitsPerSecond());
        }

        tag("project", "cruddur");
        tag("environment", environment.name());
        // A finding of cdk-nag is an error: the synthesis fails.
        Aspects.of(this).add(AwsSolutionsChecks.Builder.create().build());
    }

    private static void requireSomebodyToCall(Environment environment) {
        if (environment.keepsData() && environment.alarms().email() == null) {
            throw new IllegalStateException("Environment " + environment.name()
                    + " has data, and nobody is told of its alarms. Add .email(\"<address>\") to its"
                    + " AlarmThresholds (infra/src/main/java/com/cruddur/infra/app/Environments.java), or give the"
                    + " command line an address for all environments: -c " + CruddurApp.ALARM_EMAIL + "=<address>");
        }
    }

    private void tag(String key, String value) {
        // cfn-lint's schema of a listener knows no tags.
        TagProps exceptListeners = TagProps.builder()
                .excludeResourceTypes(List.of("AWS::ElasticLoadBalancingV2::Listener"))
                .build();
        Tags.of(this).add(key, value, exceptListeners);
    }

    /** Its stacks whose data nothing restores. */
    public List<Stack> withData() {
        return withData;
    }

    public CanaryStack canary() {
        return canary;
    }

    public CfnOutput pagesUrl() {
        return pagesUrl;
    }
}
