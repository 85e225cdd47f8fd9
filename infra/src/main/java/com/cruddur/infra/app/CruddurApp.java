package com.cruddur.infra.app;

import com.cruddur.infra.pipeline.PipelineStack;
import org.jspecify.annotations.Nullable;
import software.amazon.awscdk.App;
import software.amazon.awscdk.AppProps;

/**
 * The entry point of the CDK: synthesises every environment. {@code npx cdk synth} runs it; it needs Node, what Maven
 * built, and no AWS account.
 */
public final class CruddurApp {

    /** The key of the CDK's context that has an address for the alarms of each environment which names none. */
    static final String ALARM_EMAIL = "alarm-email";

    private CruddurApp() {}

    public static void main(String[] arguments) {
        with(AppProps.builder().build()).synth();
    }

    /** The app: a pipeline with a stage for each environment, not synthesised yet. */
    public static App with(AppProps properties) {
        App app = new App(properties);
        PipelineStack pipeline = new PipelineStack(app, Environments.PIPELINE);
        for (Environment named : Environments.all()) {
            Environment environment = told(named, (String) app.getNode().tryGetContext(ALARM_EMAIL));
            CruddurStage stage = new CruddurStage(pipeline, environment);
            pipeline.deploy(stage, stage.pagesUrl(), environment.keepsData());
        }
        pipeline.build();
        return app;
    }

    private static Environment told(Environment environment, @Nullable String email) {
        if (email == null || environment.alarms().email() != null) {
            return environment;
        }
        return environment.toBuilder()
                .alarms(environment.alarms().toBuilder().email(email).build())
                .build();
    }
}
