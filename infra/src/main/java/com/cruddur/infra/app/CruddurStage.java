package com.cruddur.infra.app;

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
import software.amazon.awscdk.Stage;
import software.amazon.awscdk.StageProps;
import software.amazon.awscdk.TagProps;
import software.amazon.awscdk.Tags;
import software.constructs.Construct;

/** All stacks of one environment. Stacks with data are apart from those without, so that the latter can be replaced. */
public final class CruddurStage extends Stage {

    private final CfnOutput pagesUrl;

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
        NetworkStack network = new NetworkStack(this, environment.retention());
        DataStack data = new DataStack(this, environment.table(), environment.retention());
        ValkeyCache valkey = environment.valkey() == null
                ? null
                : new ValkeyStack(this, network.vpc(), environment.valkey()).cache();
        new StreamStack(
                this,
                network.vpc(),
                data.table().table(),
                valkey,
                environment.streamConcurrency(),
                environment.retention());
        PeopleStack people =
                new PeopleStack(this, network.vpc(), environment.name(), environment.people(), environment.retention());
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
        WatchStack watch = new WatchStack(this, environment.alarms());
        watch.entrance(web.distribution(), web.host());
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

    public CfnOutput pagesUrl() {
        return pagesUrl;
    }
}
